package dev.kafkalab.labs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
    @Test
    void theDocumentOfTheServerAndASystemIsValidAndSaysWhatTheRoutesDo() {
        OpenApiContract.assertHolds(new NotesApi(), new HealthApi(Map.of(), Runnable::run));
    }

    @Test
    void aReferenceToNothingIsRefused() {
        String dangling = "components: {schemas: {User: {$ref: '#/components/schemas/Nobody'}}}";

        assertThatThrownBy(() -> new OpenApiDocument(List.of(dangling)))
                .hasMessage("the OpenAPI document refers to #/components/schemas/Nobody, which it has not");
    }

    @Test
    void theParserFindsWhatIsNotAsOpenApiSays() {
        HttpApi wrong = system("paths: {/a: {get: {operationId: a, responses: {'200': {}}}}}", "/a");

        assertThatThrownBy(() -> OpenApiContract.assertHolds(wrong)).isInstanceOf(AssertionError.class);
    }

    @Test
    void twoSystemsMayDefineTheSameButNotDifferently() {
        String one = "components: {schemas: {User: {type: string}}}";

        assertThat(new OpenApiDocument(List.of(one, one)).json()).isNotEmpty();
        assertThatThrownBy(() -> new OpenApiDocument(List.of(one, "components: {schemas: {User: {type: integer}}}")))
                .hasMessage("two systems define components.schemas.User");
        assertThatThrownBy(() -> new OpenApiDocument(List.of("paths: {/a: {get: {}}}", "paths: {/a: {put: {}}}")))
                .hasMessage("two systems define paths./a");
    }

    @Test
    void aServerWhoseRoutesAreNotThoseOfTheDocumentDoesNotStart() {
        HttpApi wrong = system("paths: {/b: {get: {}}}", "/a");

        assertThatThrownBy(() -> HttpServer.start(HttpSettings.loopback(0), List.of(wrong), Optional.empty()))
                .hasMessage(
                        "the OpenAPI document and the routes differ; not documented: [GET /a]; without a route: [GET /b]");
    }

    private static HttpApi system(String document, String path) {
        return new HttpApi() {
            @Override
            public String openApi() {
                return document;
            }

            @Override
            public void routes(Routes routes) {
                routes.get(path, request -> Response.noContent());
            }
        };
    }
}
