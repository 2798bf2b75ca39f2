package io.outrigger.config;

import io.outrigger.config.BrokenConfigTest.Broken;
import java.util.List;

/** What can be wrong with links, pools and reservations. */
final class BrokenLinks {
  private BrokenLinks() {}

  static List<Broken> all() {
    return List.of(
        new Broken(
            "links nobody can be on, or two at once",
            """
            outrigger { SERVER, links = [
              { name = a }                 #! outrigger.links[0] ~ no client would ever be on this link
              { name = a, interface = eth0 } #! outrigger.links[1].name ~ another link is named a (line 2)
              { name = c, interfaces = [eth1, eth0] } #! outrigger.links[2].interfaces ~ eth0 belongs to link a
              { name = d, relay-link-addresses = ["2001:db8:1::/64", "2001:db8::/32"] }
              { name = e, relay-link-addresses = "2001:db8:1::/64" } #! outrigger.links[4].relay-link-addresses ~ belongs to link d
              { name = f, interface = eth5
                prefixes = "2001:db8::/32" } #! outrigger.links[5].prefixes ~ belongs to link d
              7                            #! outrigger.links[6] ~ a section { ... } is wanted here, not 7
            ] }
            """),
        new Broken(
            "prefixes that are none",
            """
            outrigger { SERVER, links = [{ name = a, interface = eth0
              relay-link-addresses = ["2001:db8:1::"]      #! outrigger.links[0].relay-link-addresses[0] ~ a prefix is wanted
              prefixes = [
                "2001:db8:1::1/64"         #! outrigger.links[0].prefixes[0] ~ write "2001:db8:1::/64"
                "2001:db8:1::/129"         #! outrigger.links[0].prefixes[1] ~ a prefix is wanted
                "10.0.0.0/8"               #! outrigger.links[0].prefixes[2] ~ a prefix is wanted
              ]
              pools = [{ name = p, kind = address, range = "2001:db8:1::/65" }]
            }, { name = b, interface = eth1
              prefixes = ["fe80::/64"]     #! outrigger.links[1].prefixes ~ holds no addresses to lease
            }] }
            """),
        new Broken(
            "lifetimes out of order",
            """
            outrigger { SERVER, links = [
              { name = a, interface = eth0, lifetimes {
                preferred = 2h             #! outrigger.links[0].lifetimes.preferred ~ preferred (7200s) is above valid (3600s)
                valid = 1h } }
              { name = b, interface = eth1, lifetimes {
                t1 = 30m                   #! outrigger.links[1].lifetimes.t1 ~ above t2 (1200s)
                t2 = 20m } }
              { name = c, interface = eth2, lifetimes {
                preferred = 1h
                t2 = 61m } }               #! outrigger.links[2].lifetimes.t2 ~ above preferred (3600s)
              { name = d, interface = eth3, lifetimes {
                preferred = 0s
                valid = 0s } }             #! outrigger.links[3].lifetimes.valid ~ at least 1s
              { name = e, interface = eth4, lifetimes {
                preferred = forever        #! outrigger.links[4].lifetimes.preferred ~ a duration is wanted
                valid = 50000d } }         #! outrigger.links[4].lifetimes.valid ~ at most 4294967294s
              { name = f, interface = eth5, lifetimes { t1 = 0s, t2 = 0s } }
            ] }
            """),
        new Broken(
            "pools that lack something or have too much",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, pools = [
              {}                           #! outrigger.links[0].pools[0].kind ~ missing #! outrigger.links[0].pools[0].name ~ missing
              { name = a, kind = adress }  #! outrigger.links[0].pools[1].kind ~ did you mean address?
              { name = a, kind = prefxi }  #! outrigger.links[0].pools[2].kind ~ did you mean prefix? #! outrigger.links[0].pools[2].name ~ another pool is named a (line 3)
              { name = b, kind = address } #! outrigger.links[0].pools[3].range ~ missing
              { name = c, kind = prefix }  #! outrigger.links[0].pools[4].delegated-length ~ missing #! outrigger.links[0].pools[4].prefix ~ missing
              { name = d, kind = address, range = "2001:db8:1::1 - 2001:db8:1::2"
                delegated-length = 64 }    #! outrigger.links[0].pools[5].delegated-length ~ has no delegated-length
              { name = e, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 64
                range = "::1 - ::2" }      #! outrigger.links[0].pools[6].range ~ has no range
            ] }] }
            """),
        new Broken(
            "ranges and prefixes that cannot be",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, pools = [
              { name = a, kind = address, range = "2001:db8:1::2 - 2001:db8:1::1" } #! outrigger.links[0].pools[0].range ~ must not be above
              { name = b, kind = address, range = "2001:db8:1::2 - 7" } #! outrigger.links[0].pools[1].range ~ a range is wanted
              { name = c, kind = address, range = "2001:db8:2::/120" } #! outrigger.links[0].pools[2].range ~ in none of the link's prefixes
              { name = d, kind = address, range = "2001:db8:1:: - 2001:db8:1:1::" } #! outrigger.links[0].pools[3].range ~ in none of the link's prefixes
              { name = e, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 39 } #! outrigger.links[0].pools[4].delegated-length ~ write 40 or more
              { name = f, kind = prefix, prefix = "2001:db8:9000::/40", delegated-length = 129 } #! outrigger.links[0].pools[5].delegated-length ~ 1 to 128
              { name = g, kind = prefix, prefix = "2001:db8:1:0:8000::/65", delegated-length = 72 } #! outrigger.links[0].pools[6].prefix ~ which is on-link at link lab #! outrigger.links[0].pools[6].prefix ~ overlaps pool d
              { name = i, kind = prefix, prefix = "fec0::/40", delegated-length = 48
                exclude = "0:0:1::/48" } #! outrigger.links[0].pools[7].exclude ~ longer than the pieces
              { name = j, kind = prefix, prefix = "fec1::/40", delegated-length = 48
                exclude = "fec1:0:1::/64" } #! outrigger.links[0].pools[8].exclude ~ must lie in the first piece, fec1::/48
              { name = k, kind = prefix, prefix = "ff00::/40", delegated-length = 48 } #! outrigger.links[0].pools[9].prefix ~ cannot be delegated
            ] }] }
            """),
        new Broken(
            "a pool of prefixes around a prefix on-link",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, pools = [
              { name = a, kind = prefix, prefix = "2001:d00::/24", delegated-length = 48 } #! outrigger.links[0].pools[0].prefix ~ overlaps 2001:db8:1::/64
            ] }] }
            """),
        new Broken(
            "overlapping pools, also across links and kinds",
            """
            outrigger { SERVER, links = [
              { ROOMY_LINK, pools = [
                { name = a, kind = address, range = "2001:db8:1::100 - 2001:db8:1::1ff" }
                { name = b, kind = address, range = "2001:db8:1::1ff - 2001:db8:1::2ff" } #! outrigger.links[0].pools[1].range ~ overlaps pool a (2001:db8:1::100 - 2001:db8:1::1ff, line 3)
                { name = c, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56 }
                { name = a, kind = address, range = "2001:db8:1::300 - 2001:db8:1::300" } #! outrigger.links[0].pools[3].name ~ another pool is named a (line 3)
              ] }
              { name = far, interface = eth0, prefixes = "2001:db8:2::/64", pools = [
                { name = d, kind = prefix, prefix = "2001:db8:8080::/48", delegated-length = 56 } #! outrigger.links[1].pools[0].prefix ~ overlaps pool c
                { name = e, kind = prefix, prefix = "2001:db8:80c0::/48", delegated-length = 56 } #! outrigger.links[1].pools[1].prefix ~ overlaps pool c
              ] }
            ] }
            """),
        new Broken(
            "reservations for nobody, of nothing, of what is not here",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, reservations = [
              { address = "2001:db8:1::1" }   #! outrigger.links[0].reservations[0] ~ Write one of duid
              { duid = "00030001aa" }         #! outrigger.links[0].reservations[1] ~ nothing is reserved
              { duid = "00030001bb", hw-address = "aa:bb:cc:dd:ee:ff", address = "2001:db8:1::2" } #! outrigger.links[0].reservations[2] ~ duid and hw-address together
              { duid = "0003", address = "2001:db8:1::3" } #! outrigger.links[0].reservations[3].duid ~ a DUID is wanted
              { hw-address = "xx", iaid = 1, address = "2001:db8:1::4" } #! outrigger.links[0].reservations[4].hw-address ~ hexadecimal #! outrigger.links[0].reservations[4].iaid ~ belongs to duid
              { remote-id = "", enterprise-number = -1, address = "2001:db8:1::5" } #! outrigger.links[0].reservations[5].enterprise-number ~ 0 to 4294967295 #! outrigger.links[0].reservations[5].remote-id ~ must not be empty
              { interface-id = 0xabc, address = "2001:db8:1::6" } #! outrigger.links[0].reservations[6].interface-id ~ after 0x
              { duid = "00030001cc", address = "2001:db8:2::1" } #! outrigger.links[0].reservations[7].address ~ in none of the link's prefixes
              { duid = "00030001dd", addresses = ["2001:db8:1::7", here] } #! outrigger.links[0].reservations[8].addresses[1] ~ an IPv6 address is wanted
              { duid = "00030001ee", prefix = "2001:db8::1" } #! outrigger.links[0].reservations[9].prefix ~ a prefix is wanted
            ] }] }
            """),
        new Broken(
            "reservations that are there already",
            """
            outrigger { SERVER, links = [
              { ROOMY_LINK, reservations = [
                { duid = "00030001aa", address = "2001:db8:1::1" }
                { duid = "00:03:00:01:aa", address = "2001:db8:1::2" } #! outrigger.links[0].reservations[1] ~ has a reservation already (line 3)
                { duid = "00030001aa", iaid = 1, address = "2001:db8:1::3" }
                { duid = "00030001bb", address = "2001:db8:1:0::1" } #! outrigger.links[0].reservations[3].address ~ reserved twice (line 3)
                { duid = "00030001cc", prefix = "2001:db8:9000::/48" }
                { duid = "00030001dd", prefix = "2001:db8:9000:100::/56" } #! outrigger.links[0].reservations[5].prefix ~ reserved twice (line 7, as 2001:db8:9000::/48)
              ] }
              { name = b, interface = eth0, prefixes = "2001:db8:2::/64", reservations = [
                { duid = "00030001aa", address = "2001:db8:2::1" }
              ] }
            ] }
            """),
        new Broken(
            "reservations in pools where they do not fit",
            """
            outrigger { SERVER, links = [
              { ROOMY_LINK, pools = [
                  { name = na, kind = address, range = "2001:db8:1::/65" }
                  { name = pd, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56 }
                ], reservations = [
                { duid = "00030001aa", prefix = "2001:db8:8000::/60" } #! outrigger.links[0].reservations[0].prefix ~ reserve a /56
                { duid = "00030001bb", prefix = "2001:db8:8000:100::/56" }
                { duid = "00030001cc", prefix = "2001:db8:1::/64" } #! outrigger.links[0].reservations[2].prefix ~ overlaps the addresses of pool na
              ] }
              { name = b, interface = eth0, prefixes = "2001:db8:2::/64", reservations = [
                { duid = "00030001aa", prefix = "2001:db8:8000:200::/56" } #! outrigger.links[1].reservations[0].prefix ~ lies in pool pd of link lab
              ] }
            ] }
            """),
        new Broken(
            "what to be warned of",
            """
            outrigger { SERVER, links = [
              { ROOMY_LINK }
              { name = b, relay-link-addresses = "2001:db8:2::/64"
                prefixes = "2001:db8::/32" } #? outrigger.links[1].prefixes ~ overlaps 2001:db8:1::/64 of link lab
            ] }
            """));
  }
}
