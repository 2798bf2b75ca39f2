package io.outrigger.client;

/**
 * What the pools asked so far said beside that they have nothing.
 *
 * @param ended one of them carried out a Release or Decline
 * @param notServing one of them may not answer now
 * @param uncertain one of them does not know, or may not say, whether its partner has a lease
 */
record Answered(boolean ended, boolean notServing, boolean uncertain) {
  static final Answered NOTHING = new Answered(false, false, false);

  Answered andEnded() {
    return new Answered(true, notServing, uncertain);
  }

  Answered andNotServing() {
    return new Answered(ended, true, uncertain);
  }

  Answered andUncertain(boolean newly) {
    return new Answered(ended, notServing, uncertain || newly);
  }
}
