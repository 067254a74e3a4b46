package org.elasticsearch.node;

import java.util.List;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.ClasspathPlugins;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;

/**
 * A node with all its production services that takes its plugins from the class path. Stands in Elasticsearch's own
 * package because the two types it builds on are visible nowhere else.
 */
public final class EmbeddedNode extends Node {
    public EmbeddedNode(Environment environment, List<Class<? extends Plugin>> plugins) {
        super(NodeConstruction.prepareConstruction(environment, null, pluginsFrom(plugins), true));
    }

    private static NodeServiceProvider pluginsFrom(List<Class<? extends Plugin>> plugins) {
        return new NodeServiceProvider() {
            @Override
            PluginsService newPluginService(Environment environment, PluginsLoader loader) {
                return new ClasspathPlugins(environment, plugins);
            }
        };
    }
}
