package dev.muster.bench;

import java.util.List;

/** One part of the benchmark, by itself: with a broker, a state and a service of its own. */
interface Part {
    /** @param quick a smaller scale, to see that everything works; its figures mean little */
    List<Figure> run(boolean quick) throws Exception;
}
