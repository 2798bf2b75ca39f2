package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import java.nio.charset.StandardCharsets;

/**
 * F_RELATIONSHIP_NAME (RFC 8156 §5.5.14): which of the relationships of two servers is meant. Names
 * are the same if their octets are.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |   F_RELATIONSHIP_NAME (130)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                       relationship-name                       :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param relationshipName UTF-8 for a reader, without a 0 at its end; kept even where it is not so
 */
public record RelationshipNameOption(Bytes relationshipName) implements ExtensionOption {
  static RelationshipNameOption decode(OctetReader in) {
    return new RelationshipNameOption(in.rest());
  }

  public RelationshipNameOption(String relationshipName) {
    this(Bytes.of(relationshipName.getBytes(StandardCharsets.UTF_8)));
  }

  /** The name, with U+FFFD for what is no UTF-8. */
  public String text() {
    return new String(relationshipName.toArray(), StandardCharsets.UTF_8);
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_RELATIONSHIP_NAME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(relationshipName);
  }
}
