package io.outrigger.dhcp;

import java.util.UUID;

/** What a DUID was made of (RFC 8415 §11.2 to §11.5); never needed to compare DUIDs. */
public sealed interface DuidContents {
  int LLT = 1;
  int EN = 2;
  int LL = 3;
  int UUID_TYPE = 4;

  /**
   * Reads {@code duid}; {@link Other} if its type is unknown or its length does not fit its type.
   */
  static DuidContents of(Duid duid) {
    OctetReader in = OctetReader.over(OptionDecoders.RFC_8415, duid.toArray(), 0, duid.length());
    in.uint16();
    DuidContents contents =
        switch (duid.type()) {
          case LLT -> new LinkLayerTime(in.uint16(), in.uint32(), in.rest());
          case EN -> new Enterprise(in.uint32(), in.rest());
          case LL -> new LinkLayer(in.uint16(), in.rest());
          case UUID_TYPE -> new Uuid(new UUID(in.int64(), in.int64()));
          default -> other(duid);
        };
    return in.result(contents) instanceof Decoded.Ok<DuidContents> ok ? ok.value() : other(duid);
  }

  private static Other other(Duid duid) {
    return new Other(duid.type(), Bytes.of(duid.toArray(), 2, duid.length() - 2));
  }

  /**
   * DUID-LLT (§11.2).
   *
   * <pre>
   *  0               8              16              24             31
   * +-------------------------------+-------------------------------+
   * |         DUID-Type (1)         |         hardware type         |
   * +-------------------------------+-------------------------------+
   * |                             time                              |
   * +---------------------------------------------------------------+
   * :                      link-layer address                       :
   * +---------------------------------------------------------------+
   * </pre>
   *
   * @param hardwareType of IANA (1 Ethernet), 0 to 65535
   * @param timeSeconds since 2000-01-01T00:00:00Z modulo 2^32
   */
  record LinkLayerTime(int hardwareType, long timeSeconds, Bytes address) implements DuidContents {
    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public LinkLayerTime {
      Ranges.uint16("hardware type", hardwareType);
      Ranges.uint32("time", timeSeconds);
    }
  }

  /**
   * DUID-EN (§11.3).
   *
   * <pre>
   *  0               8              16              24             31
   * +-------------------------------+-------------------------------+
   * |         DUID-Type (2)         |       enterprise-number       |
   * +-------------------------------+-------------------------------+
   * |   enterprise-number (cont.)   |          identifier           :
   * +-------------------------------+-------------------------------+
   * </pre>
   *
   * @param enterpriseNumber 0 to 2^32-1
   */
  record Enterprise(long enterpriseNumber, Bytes identifier) implements DuidContents {
    /**
     * @throws IllegalArgumentException if the number is out of range
     */
    public Enterprise {
      Ranges.uint32("enterprise-number", enterpriseNumber);
    }
  }

  /**
   * DUID-LL (§11.4).
   *
   * <pre>
   *  0               8              16              24             31
   * +-------------------------------+-------------------------------+
   * |         DUID-Type (3)         |         hardware type         |
   * +-------------------------------+-------------------------------+
   * :                      link-layer address                       :
   * +---------------------------------------------------------------+
   * </pre>
   *
   * @param hardwareType of IANA (1 Ethernet), 0 to 65535
   */
  record LinkLayer(int hardwareType, Bytes address) implements DuidContents {
    /**
     * @throws IllegalArgumentException if the type is out of range
     */
    public LinkLayer {
      Ranges.uint16("hardware type", hardwareType);
    }
  }

  /**
   * DUID-UUID (§11.5).
   *
   * <pre>
   *  0               8              16              24             31
   * +-------------------------------+-------------------------------+
   * |         DUID-Type (4)         |                               |
   * +-------------------------------+                               |
   * :                       UUID (16 octets)                        :
   * +---------------------------------------------------------------+
   * </pre>
   */
  record Uuid(UUID uuid) implements DuidContents {}

  /**
   * Any other.
   *
   * @param type 0 to 65535
   * @param octets those behind the type
   */
  record Other(int type, Bytes octets) implements DuidContents {
    /**
     * @throws IllegalArgumentException if the type is out of range
     */
    public Other {
      Ranges.uint16("DUID-Type", type);
    }
  }

  /**
   * The DUID with these contents.
   *
   * @throws IllegalArgumentException if it had less than 3 or more than 130 octets
   */
  default Duid toDuid() {
    OctetWriter out = new OctetWriter();
    switch (this) {
      case LinkLayerTime d -> {
        out.uint16(LLT);
        out.uint16(d.hardwareType());
        out.uint32(d.timeSeconds());
        out.bytes(d.address());
      }
      case Enterprise d -> {
        out.uint16(EN);
        out.uint32(d.enterpriseNumber());
        out.bytes(d.identifier());
      }
      case LinkLayer d -> {
        out.uint16(LL);
        out.uint16(d.hardwareType());
        out.bytes(d.address());
      }
      case Uuid d -> {
        out.uint16(UUID_TYPE);
        out.int64(d.uuid().getMostSignificantBits());
        out.int64(d.uuid().getLeastSignificantBits());
      }
      case Other d -> {
        out.uint16(d.type());
        out.bytes(d.octets());
      }
    }
    return Duid.of(out.toArray());
  }
}
