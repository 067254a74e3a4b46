package dev.kafkalab.labs.content.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terms of a text. English words lose the ending of a plural. Korean ones lose the particle or ending that hangs on them,
 * as far as a short list knows them, and are taken in pairs of syllables besides, since a list is no grammar.
 */
final class Terms {
    private static final Pattern WORD = Pattern.compile("[\\p{IsHangul}]+|[a-z][a-z0-9+#]*");
    private static final int SHORTEST_LATIN = 3;
    private static final int SHORTEST_HANGUL = 2;

    /** The longer before those they end with. */
    private static final List<String> ENDINGS = List.of(
            "했습니다", "됩니다", "합니다", "입니다", "습니다", "에서는", "으로는", "이라는", "하면서", "했는데", "에게서", "까지는", "부터는", "이라고", "하려면",
            "하기에", "으로", "에서", "에게", "까지", "부터", "처럼", "보다", "마다", "밖에", "이나", "라는", "라고", "이고", "이며", "하는", "하고", "하게",
            "하기", "하면", "해서", "했다", "한다", "되는", "된다", "되어", "인데", "이다", "에는", "에도", "와는", "과는", "은", "는", "이", "가", "을",
            "를", "에", "의", "로", "와", "과", "도", "만", "한", "할", "해");

    private static final Set<String> STOP_WORDS = Set.of(
            "the", "and", "for", "are", "but", "not", "you", "your", "with", "this", "that", "from", "have", "has",
            "had", "was", "were", "will", "would", "can", "could", "should", "all", "any", "one", "two", "three", "its",
            "our", "out", "how", "what", "when", "where", "which", "who", "why", "about", "into", "than", "then",
            "them", "they", "their", "there", "these", "those", "more", "most", "some", "such", "only", "also", "just",
            "over", "after", "before", "between", "because", "each", "every", "other", "same", "very", "too", "here",
            "been", "being", "does", "did", "done", "make", "made", "get", "got", "use", "used", "using", "even",
            "still", "without", "while", "much", "many", "both", "own", "way", "let", "may", "might", "must", "never",
            "always", "often", "need", "like", "take", "good", "better", "best", "first", "last", "next", "new", "now",
            "off", "per", "set", "see", "say", "keep", "그리고", "그러나", "하지만", "그래서", "또는", "위해", "위한", "대한", "대해", "통해",
            "때문", "있습니다", "있는", "있다", "없는", "없다", "없습니다", "같은", "같이", "함께", "매우", "정말", "아주", "조금", "모든", "여러", "어떤",
            "이런", "그런", "우리", "제가", "경우", "정도", "이후", "다음", "먼저", "가장", "더욱", "다시", "바로", "항상", "자주", "오늘", "하나", "것은",
            "것이", "수도");

    private Terms() {}

    /** Words as one may show them, in the order of the text. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            if (STOP_WORDS.contains(word.group())) {
                continue;
            }
            String stem = isHangul(word.group()) ? withoutEnding(word.group()) : singular(word.group());
            int shortest = isHangul(stem) ? SHORTEST_HANGUL : SHORTEST_LATIN;
            if (stem.length() >= shortest && !STOP_WORDS.contains(stem)) {
                words.add(stem);
            }
        }
        return words;
    }

    /** Words, and what else tells what a text is about. */
    static List<String> features(String text) {
        List<String> features = new ArrayList<>();
        for (String word : words(text)) {
            features.add(word);
            if (isHangul(word)) {
                for (int at = 0; at + 2 < word.length() + 1 && word.length() > 2; at++) {
                    features.add("~" + word.substring(at, at + 2));
                }
            }
        }
        return features;
    }

    /** Whether a Korean word looks like a verb or the end of a sentence, which nobody searches for. */
    static boolean isVerb(String word) {
        return isHangul(word) && word.length() > 2 && word.matches(".*(다|요|니다|면|며|지|게|서|고|려|면서|니까)");
    }

    static boolean isHangul(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HANGUL;
    }

    private static String withoutEnding(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_HANGUL) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
