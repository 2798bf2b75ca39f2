package io.outrigger.partner.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.outrigger.config.Endpoint;
import io.outrigger.partner.PartnerChannel;
import io.outrigger.partner.PartnerTransport;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** TCP by Netty, on one thread: a server has few partners. */
@SuppressWarnings("FutureReturnValueIgnored") // of an attempt to close there is nothing to learn
public final class NettyTransport implements PartnerTransport, AutoCloseable {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofMillis(0);
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);
  private static final int BACKLOG = 64;
  private static final String ENDED = "the transport has been closed";

  /** One read brings no more than this. */
  static final int READ_OCTETS = 1 << 16;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("partner-link", true), NioIoHandler.newFactory());
  private final InstantSource clock;

  /**
   * @param clock for the validity of certificates
   */
  public NettyTransport(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Closing connect(Endpoint partner, ConnectHandler handler) {
    if (group.isShuttingDown()) {
      handler.failed(ENDED);
      return () -> {};
    }
    InetSocketAddress address;
    try {
      address = address(partner);
    } catch (IOException e) {
      handler.failed(String.valueOf(e.getMessage()));
      return () -> {};
    }
    ChannelFuture connecting =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, recvAllocator())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIME.toMillis())
            .handler(new Adopting(_adopted -> {}))
            .connect(address);
    connecting.addListener(
        _done -> {
          NettyChannel adopted = connecting.channel().attr(NettyChannel.KEY).get();
          if (connecting.isSuccess() && adopted != null) {
            handler.connected(adopted);
          } else {
            handler.failed(reason(connecting.cause()));
          }
        });
    return () -> {
      if (!connecting.isDone()) {
        connecting.cancel(false);
        connecting.channel().close();
      }
    };
  }

  @Override
  public Closing listen(Endpoint address, Acceptor acceptor) {
    if (group.isShuttingDown()) {
      acceptor.failed(ENDED);
      return () -> {};
    }
    InetSocketAddress local;
    try {
      local = address(address);
    } catch (IOException e) {
      acceptor.failed(String.valueOf(e.getMessage()));
      return () -> {};
    }
    ChannelFuture binding =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, recvAllocator())
            .childHandler(new Adopting(acceptor::accepted))
            .bind(local);
    binding.addListener(
        _done -> {
          if (binding.isSuccess()) {
            acceptor.listening();
          } else {
            acceptor.failed(reason(binding.cause()));
          }
        });
    return () -> binding.channel().close();
  }

  /** One socket read for each read that is asked for. */
  private static FixedRecvByteBufAllocator recvAllocator() {
    FixedRecvByteBufAllocator allocator = new FixedRecvByteBufAllocator(READ_OCTETS);
    allocator.maxMessagesPerRead(1);
    return allocator;
  }

  /** Ends all connections and the thread. */
  @Override
  public void close() {
    group
        .shutdownGracefully(QUIET.toMillis(), SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(SHUTDOWN.toMillis());
  }

  private static InetSocketAddress address(Endpoint endpoint) throws IOException {
    int scope = 0;
    String zone = endpoint.zone();
    if (zone != null) {
      scope = scope(zone);
    }
    Inet6Address address = endpoint.address().toInet(scope);
    return new InetSocketAddress(address, endpoint.port());
  }

  private static int scope(String zone) throws IOException {
    try {
      NetworkInterface network = NetworkInterface.getByName(zone);
      if (network != null) {
        return network.getIndex();
      }
    } catch (SocketException e) {
      throw new IOException("interface " + zone + ": " + e.getMessage(), e);
    }
    throw new IOException("there is no interface " + zone);
  }

  static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "given up";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** Gives each new connection its {@link NettyChannel}. */
  private final class Adopting extends ChannelInitializer<Channel> {
    private final Consumer<PartnerChannel> toWhom;

    Adopting(Consumer<PartnerChannel> toWhom) {
      this.toWhom = toWhom;
    }

    @Override
    protected void initChannel(Channel channel) {
      NettyChannel adopted = new NettyChannel(channel, clock);
      channel.attr(NettyChannel.KEY).set(adopted);
      channel.pipeline().addLast(adopted.octets());
      toWhom.accept(adopted);
    }
  }
}
