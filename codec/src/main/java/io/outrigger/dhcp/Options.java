package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options of a message or of an option, in the order of the wire; repeated ones stay. */
public final class Options {
  public static final Options EMPTY = new Options(List.of());

  private final List<DhcpOption> all;

  private Options(List<DhcpOption> all) {
    this.all = all;
  }

  public static Options of(DhcpOption... options) {
    return of(List.of(options));
  }

  public static Options of(Collection<? extends DhcpOption> options) {
    return options.isEmpty() ? EMPTY : new Options(List.copyOf(options));
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<DhcpOption> all() {
    return all;
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public int size() {
    return all.size();
  }

  /** Those of one kind, in order. */
  public <T extends DhcpOption> List<T> all(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (kind.isInstance(all.get(i))) {
        found.add(kind.cast(all.get(i)));
      }
    }
    return found;
  }

  public <T extends DhcpOption> Optional<T> first(Class<T> kind) {
    for (int i = 0; i < all.size(); i++) {
      if (kind.isInstance(all.get(i))) {
        return Optional.of(kind.cast(all.get(i)));
      }
    }
    return Optional.empty();
  }

  public boolean has(Class<? extends DhcpOption> kind) {
    for (int i = 0; i < all.size(); i++) {
      if (kind.isInstance(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  public Optional<DhcpOption> firstWithCode(int code) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).code() == code) {
        return Optional.of(all.get(i));
      }
    }
    return Optional.empty();
  }

  /** These and {@code option} behind them. */
  public Options with(DhcpOption option) {
    return builder().addAll(this).add(option).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Options that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }

  /** Collects options in order; not for more than one thread. */
  public static final class Builder {
    private final List<DhcpOption> options = new ArrayList<>();

    private Builder() {}

    public Builder add(DhcpOption option) {
      options.add(option);
      return this;
    }

    public Builder addAll(Options more) {
      options.addAll(more.all);
      return this;
    }

    public Builder addAll(Collection<? extends DhcpOption> more) {
      options.addAll(more);
      return this;
    }

    public Options build() {
      return Options.of(options);
    }
  }
}
