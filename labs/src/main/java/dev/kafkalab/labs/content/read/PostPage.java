package dev.kafkalab.labs.content.read;

import dev.kafkalab.labs.content.ResolvedPost;
import java.util.List;

/**
 * A part of a list of posts.
 *
 * @param posts in the order of the list; one that was deleted since the list was made is not among them
 * @param total how many posts the whole list has
 * @param page from 0
 * @param leftOut how many belong here that nobody could read just now
 * @param without stores that did not answer
 */
public record PostPage(List<ResolvedPost> posts, long total, int page, int leftOut, List<String> without) {
    public PostPage {
        posts = List.copyOf(posts);
        without = List.copyOf(without);
    }
}
