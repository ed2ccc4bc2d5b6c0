package dev.muster.provider.aws;

/** What EC2 does, of which an emulator may do less. */
enum Semantic {
    /** A repeat of a launch with its token answers with the machines of the first. */
    TOKEN_NEVER_LAUNCHES_TWICE,
    /** A token with other parameters is refused. */
    TOKEN_IS_BOUND_TO_ITS_PARAMETERS,
    /** A token whose machines have all ended says so. */
    TOKEN_OF_ENDED_MACHINES_SAYS_SO,
    /** A launch makes MaxCount machines where there is room, not MinCount. */
    LAUNCH_FILLS_TO_MAX_COUNT,
    /** The machines of one launch tell their place in it. */
    LAUNCH_INDEX_COUNTS_UP,
    /** Rows tell the token of their launch. */
    ROWS_TELL_THEIR_TOKEN,
    /** Machines are found by the token of their launch. */
    FINDS_BY_TOKEN,
    /** Stopping a machine that has ended is refused. */
    ENDED_MACHINES_CANNOT_BE_STOPPED,
    /** An instance type that does not exist is refused. */
    UNKNOWN_TYPES_ARE_REFUSED,
    /** A zone that does not exist is refused. */
    UNKNOWN_ZONES_ARE_REFUSED,
    /** Rows of spot machines say that they are. */
    ROWS_TELL_SPOT,
    /** Rows tell the stable id of their zone. */
    ROWS_TELL_THEIR_ZONE_ID,
    /** Rows of ended machines tell who ended them. */
    ENDED_ROWS_TELL_WHY
}
