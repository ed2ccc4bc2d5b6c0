package dev.muster.engine.topics;

import java.util.List;
import java.util.Set;

/**
 * What came of a start that may go on.
 *
 * @param created full names, sorted; always empty in verify mode
 * @param differences to be told as warnings; always empty in verify mode, where any would have stopped the start
 */
public record TopicsReport(Set<String> created, List<Difference> differences) {}
