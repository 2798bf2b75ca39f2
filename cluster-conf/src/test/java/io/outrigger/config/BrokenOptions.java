package io.outrigger.config;

import io.outrigger.config.BrokenConfigTest.Broken;
import java.util.List;

/** What can be wrong with options for clients. */
final class BrokenOptions {
  private BrokenOptions() {}

  static List<Broken> all() {
    return List.of(
        new Broken(
            "values that do not fit",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, options {
              dns-servers = [dns.example.org]  #! outrigger.links[0].options.dns-servers[0] ~ an IPv6 address is wanted
              domain-search = [
                a..b                           #! outrigger.links[0].options.domain-search[0] ~ a domain name is wanted
                "bücher.example"               #! outrigger.links[0].options.domain-search[1] ~ xn--
              ]
              sntp-servers = "::g"             #! outrigger.links[0].options.sntp-servers ~ an IPv6 address is wanted
              ntp-servers = ["::1", -]         #! outrigger.links[0].options.ntp-servers[1] ~ a domain name is wanted
              information-refresh-time = 599s  #! outrigger.links[0].options.information-refresh-time ~ at least 600s
              sol-max-rt = 59s                 #! outrigger.links[0].options.sol-max-rt ~ at least 60s
              inf-max-rt = 2d                  #! outrigger.links[0].options.inf-max-rt ~ 60s to 86400s
              boot-file-url = [a]              #! outrigger.links[0].options.boot-file-url ~ text is wanted
            } }] }
            """),
        new Broken(
            "options by code",
            """
            outrigger { SERVER, options {
              "code 0" { text = a }            #! outrigger.options."code 0" ~ 1 to 65535
              "code 65536" { text = a }        #! outrigger.options."code 65536" ~ 1 to 65535
              "code 3" { text = a }            #! outrigger.options."code 3" ~ the server itself sees to option 3
              "code x" { text = a }            #! outrigger.options."code x" ~ unknown key
              dns-servers = "::1"
              "code 23" { addresses = "::1" }  #! outrigger.options."code 23" ~ set twice
              "code 99" { text = [] }          #! outrigger.options."code 99".text ~ text is wanted
              "code 100" = text                #! outrigger.options."code 100" ~ a section
              "code 101" {}                    #! outrigger.options."code 101" ~ no value
              "code 102" { text = a, hex = b0 } #! outrigger.options."code 102" ~ more than one value
              "code 103" { txt = a             #! outrigger.options."code 103".txt ~ did you mean text?
                hex = abc }                    #! outrigger.options."code 103".hex ~ pairs of hexadecimal digits
              "code 104" { uint8 = [1, 256] }  #! outrigger.options."code 104".uint8[1] ~ 0 to 255
              "code 105" { uint16 = 65536 }    #! outrigger.options."code 105".uint16 ~ 0 to 65535
              "code 106" { uint32 = -1 }       #! outrigger.options."code 106".uint32 ~ 0 to 4294967295
            }, links = [{ ROOMY_LINK }] }
            """),
        new Broken(
            "forced options that there are not",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, options {
              dns-servers = nowhere                         #! outrigger.links[0].options.dns-servers ~ an IPv6 address
              always = [dns-servers, 59, dns-server, 32]    #! outrigger.links[0].options.always ~ 32 is not set #! outrigger.links[0].options.always ~ 59 is not set #! outrigger.links[0].options.always ~ dns-server is no option
            } }] }
            """),
        new Broken(
            "options of vendors",
            """
            outrigger { SERVER, links = [{ ROOMY_LINK, options {
              vendor-opts = [
                { "code 1" { text = a } }      #! outrigger.links[0].options.vendor-opts[0].enterprise-number ~ missing
                { enterprise-number = 9, code = 1 } #! outrigger.links[0].options.vendor-opts[1].code ~ unknown key
                { enterprise-number = 9, "code 1" { text = a, always = on } } #! outrigger.links[0].options.vendor-opts[2]."code 1" ~ always = [vendor-opts]  #! outrigger.links[0].options.vendor-opts[2].enterprise-number ~ enterprise 9 has its options already (line 4)
                { enterprise-number = 10 }
              ]
            } }] }
            """));
  }
}
