package io.outrigger.failover.wire;

/** The option codes that have records here, named as in the RFCs without OPTION_. */
public final class FailoverOptionCode {
  public static final int CLIENT_DATA = 45;
  public static final int CLT_TIME = 46;
  public static final int LQ_RELAY_DATA = 47;
  public static final int LQ_BASE_TIME = 100;
  public static final int F_BINDING_STATUS = 114;
  public static final int F_CONNECT_FLAGS = 115;
  public static final int F_DNS_REMOVAL_INFO = 116;
  public static final int F_DNS_HOST_NAME = 117;
  public static final int F_DNS_ZONE_NAME = 118;
  public static final int F_DNS_FLAGS = 119;
  public static final int F_EXPIRATION_TIME = 120;
  public static final int F_MAX_UNACKED_BNDUPD = 121;
  public static final int F_MCLT = 122;
  public static final int F_PARTNER_LIFETIME = 123;
  public static final int F_PARTNER_LIFETIME_SENT = 124;
  public static final int F_PARTNER_DOWN_TIME = 125;
  public static final int F_PARTNER_RAW_CLT_TIME = 126;
  public static final int F_PROTOCOL_VERSION = 127;
  public static final int F_KEEPALIVE_TIME = 128;
  public static final int F_RECONFIGURE_DATA = 129;
  public static final int F_RELATIONSHIP_NAME = 130;
  public static final int F_SERVER_FLAGS = 131;
  public static final int F_SERVER_STATE = 132;
  public static final int F_START_TIME_OF_STATE = 133;
  public static final int F_STATE_EXPIRATION_TIME = 134;

  private FailoverOptionCode() {}
}
