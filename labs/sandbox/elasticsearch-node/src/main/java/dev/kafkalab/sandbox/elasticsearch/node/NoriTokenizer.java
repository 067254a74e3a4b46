package dev.kafkalab.sandbox.elasticsearch.node;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.jspecify.annotations.Nullable;

/** {@code nori_tokenizer} with {@code decompound_mode}, {@code discard_punctuation} and {@code user_dictionary_rules}. */
final class NoriTokenizer {
    static final AnalysisProvider<TokenizerFactory> PROVIDER = (index, environment, name, settings) -> {
        DecompoundMode mode = DecompoundMode.valueOf(
                settings.get("decompound_mode", "discard").toUpperCase(Locale.ROOT));
        boolean discardPunctuation = settings.getAsBoolean("discard_punctuation", true);
        UserDictionary words = userDictionary(settings);
        return TokenizerFactory.newFactory(
                name,
                () -> new KoreanTokenizer(
                        TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, words, mode, false, discardPunctuation));
    };

    private NoriTokenizer() {}

    /** Null is how Lucene spells "none". */
    private static @Nullable UserDictionary userDictionary(Settings settings) throws IOException {
        List<String> rules = settings.getAsList("user_dictionary_rules");
        return rules.isEmpty() ? null : UserDictionary.open(new StringReader(String.join("\n", rules)));
    }
}
