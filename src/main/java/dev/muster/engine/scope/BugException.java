package dev.muster.engine.scope;

/** The core failed on an input: a bug of ours. The journal is as it was. */
final class BugException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Throwable bug;

    BugException(Throwable bug) {
        super(bug);
        this.bug = bug;
    }

    Throwable bug() {
        return bug;
    }
}
