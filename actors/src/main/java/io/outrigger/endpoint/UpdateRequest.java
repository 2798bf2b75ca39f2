package io.outrigger.endpoint;

/**
 * An UPDREQ or UPDREQALL on its way, until its UPDDONE.
 *
 * @param number tells this request from earlier ones of the endpoint; counts from 1
 * @param all UPDREQALL
 */
public record UpdateRequest(int number, boolean all) {}
