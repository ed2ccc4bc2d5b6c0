package dev.muster.model;

/** How capacity is bought. */
public enum Market {
    ON_DEMAND("on-demand"),
    /** Cheaper, and the provider may take it back at short notice. */
    SPOT("spot");

    private final String word;

    Market(String word) {
        this.word = word;
    }

    /** The word used in an offering's canonical text. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that names no market */
    public static Market of(String word) {
        for (Market market : values()) {
            if (market.word.equals(word)) {
                return market;
            }
        }
        throw new IllegalArgumentException("unknown market");
    }
}
