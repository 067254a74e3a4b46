package dev.kafkalab.labs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What each system's test asserts of its document: swagger-parser finds nothing wrong, and it names the routes and no others. */
public final class OpenApiContract {
    private OpenApiContract() {}

    public static void assertHolds(HttpApi... systems) {
        List<String> parts = new ArrayList<>();
        Set<String> routes = new TreeSet<>();
        for (HttpApi system : systems) {
            parts.add(system.openApi());
            new Routes(system)
                    .all()
                    .forEach(route -> routes.add(route.operation().toString()));
        }
        byte[] document = new OpenApiDocument(parts).json();
        SwaggerParseResult parsed =
                new OpenAPIV3Parser().readContents(new String(document, StandardCharsets.UTF_8), null, null);
        assertThat(parsed.getMessages()).isEmpty();
        Set<String> documented = new TreeSet<>();
        parsed.getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    documented.add(method + " " + path);
                    assertThat(operation.getOperationId())
                            .as("operationId of %s", path)
                            .isNotBlank();
                    assertThat(parameters(item, operation))
                            .as("path parameters of %s", path)
                            .containsExactlyInAnyOrderElementsOf(braced(path));
                }));
        assertThat(documented).isEqualTo(routes);
    }

    private static List<String> parameters(PathItem item, io.swagger.v3.oas.models.Operation operation) {
        List<io.swagger.v3.oas.models.parameters.Parameter> all = new ArrayList<>();
        if (item.getParameters() != null) {
            all.addAll(item.getParameters());
        }
        if (operation.getParameters() != null) {
            all.addAll(operation.getParameters());
        }
        return all.stream()
                .filter(parameter -> "path".equals(parameter.getIn()))
                .map(io.swagger.v3.oas.models.parameters.Parameter::getName)
                .toList();
    }

    private static List<String> braced(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .toList();
    }
}
