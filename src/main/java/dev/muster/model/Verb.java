package dev.muster.model;

/** What a command asks for; also the capability a provider must have to be asked. */
public enum Verb {
    CREATE,
    TERMINATE,
    STOP,
    START,
    REBOOT
}
