package dev.kafkalab.labs.content.feed;

import java.util.List;

/**
 * A part of an inbox.
 *
 * @param postIds the newest first
 * @param total how many posts the inbox holds
 * @param page from 0
 * @param size posts of a page at most
 */
public record InboxPage(List<Long> postIds, long total, int page, int size) {
    public InboxPage {
        postIds = List.copyOf(postIds);
    }
}
