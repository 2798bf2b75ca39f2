package io.outrigger.partner.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.partner.PartnerChannel;
import io.outrigger.partner.PartnerTls;
import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One connection. All but the water mark lives on the channel's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // of an attempt to close there is nothing to learn
final class NettyChannel implements PartnerChannel {
  static final AttributeKey<NettyChannel> KEY = AttributeKey.valueOf(NettyChannel.class, "channel");

  private static final int HIGH_WATER_OCTETS = 1 << 18;
  private static final int LOW_WATER_OCTETS = 1 << 16;
  private static final long LINGER_SECONDS = 2;
  private static final long UNHANDLED_SECONDS = 10;

  private final Channel channel;
  private final InstantSource clock;
  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
  private @Nullable Handler handler;
  private @Nullable String trouble;
  private boolean handled;
  private boolean asked;
  private boolean closing;
  private boolean ended;

  /** Guarded by this. */
  private long untaken;

  /** Guarded by this. */
  private boolean full;

  NettyChannel(Channel channel, InstantSource clock) {
    this.channel = channel;
    this.clock = clock;
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (!handled) {
                channel.close();
              }
            },
            UNHANDLED_SECONDS,
            TimeUnit.SECONDS);
  }

  ChannelHandler octets() {
    return new Octets();
  }

  @Override
  public Ipv6Address remoteAddress() {
    return channel.remoteAddress() instanceof InetSocketAddress socket
            && socket.getAddress() instanceof Inet6Address address
        ? Ipv6Address.from(address)
        : Ipv6Address.UNSPECIFIED;
  }

  @Override
  public String describe() {
    return text(channel.localAddress()) + " - " + text(channel.remoteAddress());
  }

  private static String text(Object address) {
    return address instanceof InetSocketAddress socket
            && socket.getAddress() instanceof Inet6Address inet
        ? "[" + Ipv6Address.from(inet) + "]:" + socket.getPort()
        : "?";
  }

  @Override
  public void handle(Handler who) {
    run(
        () -> {
          handled = true;
          handler = who;
          if (ended) {
            tellEnd();
          }
        });
  }

  @Override
  public void read() {
    run(
        () -> {
          asked = true;
          if (!deliver()) {
            channel.read();
          }
        });
  }

  @Override
  public boolean write(byte[] octets) {
    boolean more;
    synchronized (this) {
      untaken += octets.length;
      more = untaken < HIGH_WATER_OCTETS;
      full |= !more;
    }
    run(
        () ->
            channel
                .writeAndFlush(Unpooled.wrappedBuffer(octets))
                .addListener(
                    done -> {
                      if (!done.isSuccess()) {
                        troubled(NettyTransport.reason(done.cause()));
                      }
                      taken(octets.length);
                    }));
    return more;
  }

  /** After the transport has ended there is nothing to be done. */
  private void run(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      // Then the channel has been closed as well.
    }
  }

  private void taken(int octets) {
    boolean tell;
    synchronized (this) {
      untaken -= octets;
      tell = full && untaken <= LOW_WATER_OCTETS;
      if (tell) {
        full = false;
      }
    }
    if (tell && handler != null) {
      handler.writable();
    }
  }

  @Override
  public synchronized long untakenOctets() {
    return untaken;
  }

  @Override
  public void startTls(PartnerTls.Required tls, boolean asServer) {
    run(
        () -> {
          try {
            SslHandler handshake = context(tls, asServer).newHandler(channel.alloc());
            channel.pipeline().addFirst(handshake);
            // On demand, so nobody reads the first octets of the handshake but us.
            channel.read();
          } catch (SSLException | RuntimeException e) {
            troubled("TLS: " + NettyTransport.reason(e));
            channel.close();
          }
        });
  }

  /** A context of its own for each connection: so no session is resumed past the trust check. */
  private SslContext context(PartnerTls.Required tls, boolean asServer) throws SSLException {
    X509Certificate[] chain = tls.chain().toArray(X509Certificate[]::new);
    SslContextBuilder builder =
        asServer
            ? SslContextBuilder.forServer(tls.key(), chain).clientAuth(ClientAuth.REQUIRE)
            : SslContextBuilder.forClient()
                .keyManager(tls.key(), chain)
                .endpointIdentificationAlgorithm(null);
    return builder
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .trustManager(new PartnerTrustManager(tls.trusts(), clock))
        .build();
  }

  /**
   * Says all that is to be said, then reads on until the partner closes as well: a close with
   * unread octets would be a reset, and the partner would lose our last words.
   */
  @Override
  public void close() {
    run(
        () -> {
          if (closing) {
            return;
          }
          closing = true;
          handled = true;
          handler = null;
          channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
          channel
              .writeAndFlush(Unpooled.EMPTY_BUFFER)
              .addListener(
                  _done -> {
                    finish();
                  });
        });
  }

  private void finish() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound().addListener(_said -> finishOutput());
    } else {
      finishOutput();
    }
  }

  private void finishOutput() {
    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      duplex.shutdownOutput();
      arrived.reset();
      channel.read();
    } else {
      channel.close();
    }
  }

  private boolean deliver() {
    if (!asked || arrived.size() == 0 || handler == null) {
      return false;
    }
    asked = false;
    byte[] octets = arrived.toByteArray();
    arrived.reset();
    handler.received(octets);
    return true;
  }

  /** The first trouble is the cause of the others. */
  private void troubled(String what) {
    if (trouble == null) {
      trouble = what;
    }
  }

  private void tellEnd() {
    if (handler != null) {
      handler.closed(trouble == null ? "closed by the partner" : trouble);
      handler = null;
    }
  }

  private static String rootReason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return NettyTransport.reason(root);
  }

  private final class Octets extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof ByteBuf buffer && !closing) {
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        arrived.writeBytes(octets);
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      if (closing) {
        channel.read();
      } else {
        deliver();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          secured();
        } else {
          troubled("TLS: " + rootReason(handshake.cause()));
          channel.close();
        }
      }
    }

    private void secured() {
      SslHandler tls = channel.pipeline().get(SslHandler.class);
      if (tls == null || handler == null) {
        return;
      }
      try {
        var session = tls.engine().getSession();
        handler.secured(
            new TlsPeer(
                Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList(),
                session.getProtocol()));
      } catch (SSLPeerUnverifiedException e) {
        troubled("TLS: the partner has no certificate");
        channel.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      troubled(
          channel.pipeline().get(SslHandler.class) == null
              ? rootReason(cause)
              : "TLS: " + rootReason(cause));
      ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      ended = true;
      if (asked) {
        deliver();
      }
      tellEnd();
    }
  }
}
