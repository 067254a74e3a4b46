package dev.kafkalab.labs.content.index;

import java.util.List;

/**
 * A part of what a search found.
 *
 * @param ids of posts, the best first
 * @param total how many posts were found in all
 * @param page from 0
 * @param size posts of a page at most
 */
public record SearchPage(List<Long> ids, long total, int page, int size) {
    public SearchPage {
        ids = List.copyOf(ids);
    }

    static SearchPage empty(int page) {
        return new SearchPage(List.of(), 0, page, PostSearch.PAGE_SIZE);
    }
}
