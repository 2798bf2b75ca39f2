-- Names the messages of RFC 8156 (24 to 35) for tshark and hands their options to its DHCPv6 dissector.
-- tshark takes port 647 for DHCPv4 failover and does not know sent-time, so that it reads options four octets early.
--   tshark -X lua_script:scripts/lib/failover.lua -o dhcpv6failover.port:647 -r FILE
-- (a preference of another port: the one under failover.listen of the configuration)

local names = {
  [7] = "REPLY", [23] = "STARTTLS",
  [24] = "BNDUPD", [25] = "BNDREPLY", [26] = "POOLREQ", [27] = "POOLRESP", [28] = "UPDREQ", [29] = "UPDREQALL",
  [30] = "UPDDONE", [31] = "CONNECT", [32] = "CONNECTREPLY", [33] = "DISCONNECT", [34] = "STATE", [35] = "CONTACT",
}

local failover = Proto("dhcpv6failover", "DHCPv6 Failover (RFC 8156)")
local fields = {
  size = ProtoField.uint16("dhcpv6failover.size", "Message size"),
  kind = ProtoField.uint8("dhcpv6failover.type", "Message type", base.DEC, names),
  transaction = ProtoField.uint24("dhcpv6failover.xid", "Transaction ID", base.HEX),
  sent = ProtoField.uint32("dhcpv6failover.sent", "Sent time (seconds since 2000-01-01)", base.DEC),
}
failover.fields = { fields.size, fields.kind, fields.transaction, fields.sent }
local unknown = ProtoExpert.new("dhcpv6failover.unknown", "Not a message of RFC 8156", expert.group.MALFORMED, expert.severity.ERROR)
local short = ProtoExpert.new("dhcpv6failover.short", "Too short for its header", expert.group.MALFORMED, expert.severity.ERROR)
local overrun = ProtoExpert.new("dhcpv6failover.options", "An option is longer than what holds it", expert.group.MALFORMED, expert.severity.ERROR)
failover.experts = { unknown, short, overrun }
failover.prefs.port = Pref.uint("TCP port", 647, "Where the servers listen for each other")

local options = Dissector.get("dhcpv6")
local HEADER = 10 -- size(2), type(1), transaction(3), sent-time(4)

-- Options that hold options: where those begin.
local holders = { [3] = 12, [4] = 4, [5] = 24, [25] = 12, [26] = 25, [45] = 0, [116] = 0 }

-- Whether all options from here to the end lie within what holds them (tshark shows the rest of one that does not as data).
local function well_nested(buffer, from, to)
  while from < to do
    if from + 4 > to then
      return false
    end
    local code, length = buffer(from, 2):uint(), buffer(from + 2, 2):uint()
    local inner = from + 4
    local past = inner + length
    if past > to then
      return false
    end
    local skip = holders[code]
    if skip and (inner + skip > past or not well_nested(buffer, inner + skip, past)) then
      return false
    end
    from = past
  end
  return true
end

local function message(buffer, packet, tree)
  local kind = buffer(2, 1):uint()
  local branch = tree:add(failover, buffer(), "DHCPv6 Failover, " .. (names[kind] or ("type " .. kind)))
  branch:add(fields.size, buffer(0, 2))
  branch:add(fields.kind, buffer(2, 1))
  if kind < 24 or kind > 35 then
    branch:add_proto_expert_info(unknown)
  elseif buffer:len() < HEADER then
    branch:add_proto_expert_info(short)
    return buffer:len()
  end
  branch:add(fields.transaction, buffer(3, 3))
  local from = 6
  if kind >= 24 and kind <= 35 then
    branch:add(fields.sent, buffer(6, 4))
    from = HEADER
  end
  if not well_nested(buffer, from, buffer:len()) then
    branch:add_proto_expert_info(overrun)
  end
  -- Type and transaction as they are, then the options: what the other dissector expects.
  local plain = buffer(2, 4):bytes()
  if buffer:len() > from then
    plain:append(buffer(from):bytes())
  end
  options:call(plain:tvb("Options of " .. (names[kind] or "?")), packet, branch)
  packet.cols.protocol = "DHCPv6-F"
  packet.cols.info = names[kind] or ("failover type " .. kind)
  return buffer:len()
end

function failover.dissector(buffer, packet, tree)
  dissect_tcp_pdus(buffer, tree, 2, function(pdu, _, offset) return pdu(offset, 2):uint() + 2 end, message)
  return buffer:len()
end

local table_of_ports = DissectorTable.get("tcp.port")
local registered = 0
local function register()
  if registered > 0 then
    table_of_ports:remove(registered, failover)
  end
  registered = failover.prefs.port
  table_of_ports:add(registered, failover)
end
failover.prefs_changed = register
register()
