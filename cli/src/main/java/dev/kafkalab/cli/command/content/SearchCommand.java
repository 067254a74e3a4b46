package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.ReadRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code content search}: searchContent. */
@Command(
        name = "search",
        description = {
            "Search posts, in Korean and English: title, content, category and tags; the best first, five a page.",
            "A keyword is plain text: nothing in it is an operator."
        },
        footer = {"", "  content search kafka", "  content search 제주 여행 --page 1"})
final class SearchCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Parameters(
            paramLabel = "KEYWORD",
            arity = "1..*",
            description = "What to look for; several words are one keyword.")
    private List<String> words = List.of();

    @Mixin
    private PageOption pages = new PageOption();

    SearchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int page = pages.page();
        return new ReadRun(context, stores.withoutKafka(context), ContentNames.standard())
                .search(String.join(" ", words), page);
    }
}
