package dev.kafkalab.sandbox.elasticsearch.node;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredCharFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Lucene's registered analysis factories as Elasticsearch's. */
final class LuceneComponents {
    private LuceneComponents() {}

    /** One kind of Lucene factory: how to make one by its name. */
    private interface Kind<F> {
        F forName(String name, Map<String, String> parameters);

        default F make(LuceneName name, Map<String, String> parameters) throws IOException {
            F factory = forName(name.lucene(), parameters);
            if (factory instanceof ResourceLoaderAware aware) {
                aware.inform(new ClasspathResourceLoader(LuceneComponents.class));
            }
            return factory;
        }
    }

    private interface Wrap<F, E> {
        E as(String name, F factory);
    }

    private static final Kind<org.apache.lucene.analysis.TokenFilterFactory> FILTER =
            org.apache.lucene.analysis.TokenFilterFactory::forName;
    private static final Kind<org.apache.lucene.analysis.TokenizerFactory> TOKENIZER =
            org.apache.lucene.analysis.TokenizerFactory::forName;
    private static final Kind<org.apache.lucene.analysis.CharFilterFactory> CHAR_FILTER =
            org.apache.lucene.analysis.CharFilterFactory::forName;

    static Map<String, AnalysisProvider<TokenFilterFactory>> tokenFilters() {
        return providers(org.apache.lucene.analysis.TokenFilterFactory.availableTokenFilters(), FILTER, Filter::new);
    }

    static Map<String, AnalysisProvider<TokenizerFactory>> tokenizers() {
        return providers(
                org.apache.lucene.analysis.TokenizerFactory.availableTokenizers(),
                TOKENIZER,
                (name, factory) -> TokenizerFactory.newFactory(name, factory::create));
    }

    static Map<String, AnalysisProvider<CharFilterFactory>> charFilters() {
        return providers(
                org.apache.lucene.analysis.CharFilterFactory.availableCharFilters(), CHAR_FILTER, CharFilter::new);
    }

    static List<PreConfiguredTokenFilter> tokenFiltersByBareName() {
        return byBareName(
                org.apache.lucene.analysis.TokenFilterFactory.availableTokenFilters(),
                FILTER,
                (name, factory) -> PreConfiguredTokenFilter.singleton(name, true, factory::create));
    }

    static List<PreConfiguredTokenizer> tokenizersByBareName() {
        return byBareName(
                org.apache.lucene.analysis.TokenizerFactory.availableTokenizers(),
                TOKENIZER,
                (name, factory) -> PreConfiguredTokenizer.singleton(name, factory::create));
    }

    static List<PreConfiguredCharFilter> charFiltersByBareName() {
        return byBareName(
                org.apache.lucene.analysis.CharFilterFactory.availableCharFilters(),
                CHAR_FILTER,
                (name, factory) -> PreConfiguredCharFilter.singleton(name, true, factory::create));
    }

    private static <F, E> Map<String, AnalysisProvider<E>> providers(
            Set<String> available, Kind<F> kind, Wrap<F, E> wrap) {
        Map<String, AnalysisProvider<E>> providers = new HashMap<>();
        for (String lucene : available) {
            LuceneName name = new LuceneName(lucene);
            if (!name.isConfigurableInTheServer()) {
                providers.put(name.elasticsearch(), new AnalysisProvider<>() {
                    @Override
                    public E get(IndexSettings index, Environment environment, String given, Settings settings)
                            throws IOException {
                        return wrap.as(given, kind.make(name, name.parameters(settings)));
                    }

                    @Override
                    public boolean requiresAnalysisSettings() {
                        return true;
                    }
                });
            }
        }
        return providers;
    }

    private static <F, E> List<E> byBareName(Set<String> available, Kind<F> kind, Wrap<F, E> wrap) {
        List<E> configured = new ArrayList<>();
        for (String lucene : available) {
            LuceneName name = new LuceneName(lucene);
            try {
                if (!name.isBareInTheServer()) {
                    configured.add(wrap.as(name.elasticsearch(), kind.make(name, name.defaults())));
                }
            } catch (IllegalArgumentException | IOException e) {
                // It cannot be made without settings, so it has no bare name.
                continue;
            }
        }
        return configured;
    }

    private record Filter(String name, org.apache.lucene.analysis.TokenFilterFactory lucene)
            implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return lucene.create(tokens);
        }

        @Override
        public TokenStream normalize(TokenStream tokens) {
            return lucene.normalize(tokens);
        }
    }

    private record CharFilter(String name, org.apache.lucene.analysis.CharFilterFactory lucene)
            implements CharFilterFactory {
        @Override
        public Reader create(Reader text) {
            return lucene.create(text);
        }
    }
}
