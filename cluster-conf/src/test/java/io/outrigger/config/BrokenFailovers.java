package io.outrigger.config;

import io.outrigger.config.BrokenConfigTest.Broken;
import java.util.List;

/** What can be wrong with the section {@code failover} and with shared pools. */
final class BrokenFailovers {
  private BrokenFailovers() {}

  static List<Broken> all() {
    return List.of(
        new Broken(
            "a relationship of wrong values",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }]
              failover {
                listen = "2001:db8:f::1"      #! outrigger.failover.listen ~ write "[address]:port"
                relationships = [{
                  name = -                    #! outrigger.failover.relationships[0].name ~ a name is wanted
                  role = secundary            #! outrigger.failover.relationships[0].role ~ did you mean secondary?
                  partner = "[::]:647"
                  mclt = 29s                  #! outrigger.failover.relationships[0].mclt ~ at least 30s
                  keepalive = 1500ms          #! outrigger.failover.relationships[0].keepalive ~ whole seconds
                  max-unacked-bndupd = 1.5    #! outrigger.failover.relationships[0].max-unacked-bndupd ~ whole number
                  auto-partner-down = never   #! outrigger.failover.relationships[0].auto-partner-down ~ a duration
                  startup-time = -1s          #! outrigger.failover.relationships[0].startup-time ~ at least 0s
                  start-alone = yes           #! outrigger.failover.relationships[0].start-alone ~ wait, partner-down
                  time-skew = [reject]        #! outrigger.failover.relationships[0].time-skew ~ one value
                  reconnect-time = 0s         #! outrigger.failover.relationships[0].reconnect-time ~ at least 1s
                  tls {
                    mode = on                 #! outrigger.failover.relationships[0].tls.mode ~ required, off
                    certificate = a, key = b, authority = c
                  }
                }]
              }
            }
            """),
        new Broken(
            "a relationship of nothing",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }]
              failover.relationships = [
                {} #! outrigger.failover.relationships[0].name ~ missing #! outrigger.failover.relationships[0].partner ~ missing #! outrigger.failover.relationships[0].role ~ missing #! outrigger.failover.relationships[0].tls ~ no certificate
              ]
            }
            """),
        new Broken(
            "two relationships of one name",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }]
              failover.relationships = [
                { RELATIONSHIP }
                { RELATIONSHIP } #! outrigger.failover.relationships[1].name ~ named campus (line 3)
              ]
            }
            """),
        new Broken(
            "partners that cannot be",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }]
              failover.listen = ["[2001:db8:f::2]:647"]
              failover.relationships = [
                { RELATIONSHIP } #! outrigger.failover.relationships[0].partner ~ this server itself
                { name = b, role = primary, partner = "[::]:647", tls = off } #! outrigger.failover.relationships[1].partner ~ no address of a partner
              ]
            }
            """),
        new Broken(
            "a secondary that nobody can reach",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }]
              failover.relationships = [
                { name = b, role = secondary, partner = "[::1]:647", tls = off } #! outrigger.failover.relationships[0].role ~ listen =
              ]
            }
            """),
        new Broken(
            "TLS that lacks something",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }]
              failover.relationships = [
                { name = a, role = primary, partner = "[::1]:647"
                  tls { certificate = a.pem } } #! outrigger.failover.relationships[0].tls ~ nothing says #! outrigger.failover.relationships[0].tls.key ~ missing
                { name = b, role = primary, partner = "[::1]:647"
                  tls { certificate = a.pem, key = a.key, authority = ca.pem, partner-certificate = b.pem } } #! outrigger.failover.relationships[1].tls ~ more than one
                { name = c, role = primary, partner = "[::1]:647"
                  tls { certificate = a.pem, key = a.key, partner-fingerprint = "aa:bb" } } #! outrigger.failover.relationships[2].tls.partner-fingerprint ~ 64 hexadecimal digits
                { name = d, role = primary, partner = "[::1]:647", tls = required } #! outrigger.failover.relationships[3].tls ~ no certificate
                { name = e, role = primary, partner = "[::1]:647", tls = 7 } #! outrigger.failover.relationships[4].tls ~ required, off
              ]
            }
            """),
        new Broken(
            "shared leases that are too short, infinite, or of nobody",
            """
            outrigger { SERVER
              failover.relationships = [{ RELATIONSHIP }]
              links = [
                { ROOMY_LINK
                  lifetimes { preferred = infinite
                    valid = infinite } #! outrigger.links[0].lifetimes.valid ~ pool a is in relationship campus: its leases cannot be infinite
                  pools = [
                    { name = a, kind = address, range = "2001:db8:1::/120", relationship = campus }
                    { name = b, kind = address, range = "2001:db8:1:0:1::/120", relationship = campus
                      lifetimes { preferred = 10s
                        valid = 29s } } #! outrigger.links[0].pools[1].lifetimes.valid ~ at least 30s
                    { name = c, kind = address, range = "2001:db8:1:0:2::/120", relationship = kampus } #! outrigger.links[0].pools[2].relationship ~ did you mean campus?
                    { name = d, kind = address, range = "2001:db8:1:0:3::/120" }
                  ]
                }
              ]
            }
            """),
        new Broken(
            "what to be warned of",
            """
            outrigger { SERVER
              failover.relationships = [
                { name = a, role = primary, partner = "[2001:db8:f::2]:647"
                  start-alone = partner-down #? outrigger.failover.relationships[0].start-alone ~ only a secondary
                  tls { certificate = a.pem, key = ., partner-certificate = c.pem } } #? outrigger.failover.relationships[0].tls.certificate ~ there is no file #? outrigger.failover.relationships[0].tls.key ~ there is no file #? outrigger.failover.relationships[0].tls.partner-certificate ~ there is no file
                { name = b, role = primary, partner = "[2001:db8:f::2]:647", tls = off } #? outrigger.failover.relationships[1].name ~ no pool is in relationship b #? outrigger.failover.relationships[1].tls ~ plain text
              ]
              links = [{ ROOMY_LINK, pools = [
                { name = one, kind = address, range = "2001:db8:1::1/128", relationship = a } #? outrigger.links[0].pools[0] ~ single lease
                { name = vast, kind = prefix, delegated-length = 64, relationship = a
                  prefix = "2001:db8:8000::/40" } #? outrigger.links[0].pools[1].prefix ~ independent
                { name = alone, kind = prefix, delegated-length = 64, prefix = "2001:db8:9000::/60"
                  secondary-share = 5% } #? outrigger.links[0].pools[2].secondary-share ~ without relationship
                { name = parity, kind = address, range = "2001:db8:1::100/120", relationship = a
                  secondary-share = 5% } #? outrigger.links[0].pools[3].secondary-share ~ only proportional
              ] }]
            }
            """));
  }
}
