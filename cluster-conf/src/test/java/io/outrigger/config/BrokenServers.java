package io.outrigger.config;

import io.outrigger.config.BrokenConfigTest.Broken;
import java.util.List;

/** What can be wrong with the file as such and with the section {@code server}. */
final class BrokenServers {
  private BrokenServers() {}

  static List<Broken> all() {
    return List.of(
        new Broken("an empty file", "#! outrigger ~ missing"),
        new Broken("an empty section", "outrigger {} #! outrigger ~ missing"),
        new Broken("not a section", "outrigger = 5 #! outrigger ~ a section { ... } is wanted"),
        new Broken(
            "a syntax error",
            """
            outrigger {
              server { name = = } #! not valid HOCON
            }
            """),
        new Broken(
            "a key beside outrigger",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK }] }
            outriger { server.name = beta }  #! outriger ~ did you mean outrigger?
            """),
        new Broken(
            "nothing but a name",
            """
            outrigger { #! outrigger.links ~ no links
              server {  #! outrigger.server.listen ~ hear nobody #! outrigger.server.state-dir ~ missing
                name = alpha
              }
            }
            """),
        new Broken(
            "paths that are empty",
            """
            outrigger {
              server { name = alpha, listen.interfaces = eth0
                state-dir = ""  #! outrigger.server.state-dir ~ a path is wanted
              }
              links = [{ ROOMY_LINK }]
              failover.relationships = [{
                name = campus, role = primary, partner = "[2001:db8:f::2]:647"
                tls { certificate = a.pem, partner-certificate = b.pem
                  key = " "  #! outrigger.failover.relationships[0].tls.key ~ a path is wanted
                }
              }]
            }
            """),
        new Broken(
            "a server of wrong values",
            """
            outrigger {
              server {
                name = "al pha"             #! outrigger.server.name ~ a name is wanted
                state-dir = [1]             #! outrigger.server.state-dir ~ text is wanted, not a list
                listen {
                  interfaces = [ok, "a/b"]  #! outrigger.server.listen.interfaces[1] ~ the name of an interface
                  unicast = [
                    "2001:db8::1"           #! outrigger.server.listen.unicast[0] ~ write "[address]:port"
                    "[2001:db8::1]:0"       #! outrigger.server.listen.unicast[1] ~ port 0 is not 1 to 65535
                    "[fe80::1]:547"         #! outrigger.server.listen.unicast[2] ~ "[fe80::1%eth0]:547"
                    "[ff02::1:2]:547"       #! outrigger.server.listen.unicast[3] ~ multicast
                  ]
                }
                admin.enabled = maybe       #! outrigger.server.admin.enabled ~ on or off
                preference = 256            #! outrigger.server.preference ~ 0 to 255
                unicast-option = 1          #! outrigger.server.unicast-option ~ on or off
                abandoned-time = 86400      #! outrigger.server.abandoned-time ~ such as 86400s
                limits {
                  queue = 0                 #! outrigger.server.limits.queue ~ 1 to 1000000
                  receive-buffer = 1k       #! outrigger.server.limits.receive-buffer ~ 64KiB to 1GiB
                }
              }
              links = [{ ROOMY_LINK }]
            }
            """),
        new Broken(
            "unknown keys",
            """
            outrigger {
              server {
                name = alpha, state-dir = ., listen.interfaces = [eth0]
                state_dir = here             #! outrigger.server.state_dir ~ did you mean state-dir?
                listen.port = 547            #! outrigger.server.listen.port ~ unknown key
                "limits"."que ue" = 3        #! outrigger.server.limits."que ue" ~ did you mean queue?
              }
              link = []                      #! outrigger.link ~ did you mean links?
              links = [{ ROOMY_LINK }]
            }
            """),
        new Broken(
            "the unicast option without an address",
            """
            outrigger {
              server { name = alpha, state-dir = ., listen.interfaces = [eth0]
                unicast-option = on }       #! outrigger.server.unicast-option ~ listen.unicast
              links = [{ name = lab, interface = eth0 }]
            }
            """),
        new Broken(
            "the same interface twice",
            """
            outrigger {
              server { name = alpha, state-dir = .
                listen.interfaces = [eth0, eth0] } #! outrigger.server.listen.interfaces ~ eth0 stands there twice
              links = [{ name = lab, interface = eth0 }]
            }
            """),
        new Broken(
            "substitutions of nothing",
            """
            outrigger {
              server { name = ${nobody}     #! outrigger.server.name ~ ${nobody} names nothing
                state-dir = ., listen.interfaces = [eth0, ${other}] } #! outrigger.server.listen.interfaces[1] ~ ${other}
              links = [
                { ROOMY_LINK }
                ${third}                    #! outrigger.links[1] ~ ${third}
              ]
            }
            """),
        new Broken(
            "what to be warned of",
            """
            outrigger {
              server {
                name = alpha
                state-dir = no/such/folder  #? outrigger.server.state-dir ~ there is no folder
                listen.interfaces = [eth1]  #? outrigger.server.listen.interfaces ~ no link has interface eth1
                admin.address = "[::]:8647" #? outrigger.server.admin.address ~ keep it on [::1]
              }
              links = [{ name = lab, interface = eth0 }]  #? outrigger.links[0].interface ~ add it
            }
            """));
  }
}
