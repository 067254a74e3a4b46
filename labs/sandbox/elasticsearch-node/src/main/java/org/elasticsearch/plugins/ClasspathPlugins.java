package org.elasticsearch.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.Build;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.spi.SPIClassIterator;

/**
 * Plugins that are plain classes of the application class path. Stands in Elasticsearch's own package because what it
 * builds on is visible nowhere else.
 */
public final class ClasspathPlugins extends PluginsService {
    private final List<LoadedPlugin> loaded = new ArrayList<>();

    public ClasspathPlugins(Environment environment, List<Class<? extends Plugin>> classes) {
        super(environment.settings(), environment.configDir(), new PluginsLoader(Set.of(), Set.of(), Map.of()));
        for (Class<? extends Plugin> type : classes) {
            Plugin plugin = loadPlugin(type, environment.settings(), environment.configDir());
            loaded.add(new LoadedPlugin(descriptor(type), plugin, type.getClassLoader()));
        }
        loadExtensions(loaded);
    }

    private static PluginDescriptor descriptor(Class<? extends Plugin> type) {
        return new PluginDescriptor(
                type.getName(),
                "from the class path",
                "NA",
                Build.current().version(),
                "17",
                type.getName(),
                null,
                List.of(),
                false,
                false,
                false,
                false);
    }

    /** Called by the constructor above this class's own too, when nothing is loaded yet. */
    @Override
    protected List<LoadedPlugin> plugins() {
        return loaded == null ? List.of() : loaded;
    }

    /** All plugins share one class loader, so each provider is made once and not once for each plugin. */
    @Override
    public <T> List<? extends T> loadServiceProviders(Class<T> service) {
        List<T> providers = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        for (LoadedPlugin plugin : loaded) {
            Iterator<Class<? extends T>> types = SPIClassIterator.get(service, plugin.classLoader());
            while (types.hasNext()) {
                Class<? extends T> type = types.next();
                if (isFor(plugin, type) && seen.add(type)) {
                    providers.add(createExtension(type, service, plugin.instance()));
                }
            }
        }
        return providers;
    }

    /** A provider whose constructor takes a plugin belongs to that plugin alone. */
    private static boolean isFor(LoadedPlugin plugin, Class<?> provider) {
        return Arrays.stream(provider.getConstructors())
                .filter(constructor -> constructor.getParameterCount() == 1)
                .allMatch(constructor ->
                        constructor.getParameterTypes()[0] == plugin.instance().getClass());
    }
}
