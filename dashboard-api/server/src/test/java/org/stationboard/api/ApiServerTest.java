package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stationboard.api.export.WorkbookParts;
import org.stationboard.api.http.ApiContract;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;

/** The routes over a real HTTP server, the real engine behind them, stores in memory. */
class ApiServerTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Vertx vertx;
    private static SmallCity city;
    private static ApiServer server;
    private static HttpServer http;
    private static ResponseValidator validator;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        vertx = Vertx.vertx();
        city = new SmallCity(NOON, withAClosedStation(), CatalogueLoader.shippedText());
        List<StationRecord> records = new StationDays(
                        11,
                        List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1),
                        LocalDate.of(2026, 1, 20),
                        42,
                        ApiSettings.SHANGHAI,
                        10)
                .list();
        city.live(records, NOON);
        city.historyRead();
        city.publishLive();
        Path map = Files.writeString(
                folder.resolve("map.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[]}",
                StandardCharsets.UTF_8);
        server = new ApiServer(
                new ApiSettings(
                        ApiSettings.SHANGHAI, Optional.of(notice()), Optional.of(map), ApiSettings.Limits.defaults()),
                city.view(),
                city.store().ports(),
                new FixedPipeline(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                city.clock());
        Router root = Router.router(vertx);
        root.route("/*").subRouter(await(server.router(vertx)));
        http = await(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"));
        OpenAPIContract contract = await(ApiContract.load(vertx));
        validator = ResponseValidator.create(vertx, contract);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        await(vertx.close());
    }

    private static List<Unit> withAClosedStation() {
        List<Unit> units = new ArrayList<>(SmallCity.units());
        units.add(SmallCity.unit("990103", "示例北三派出所", UnitLevel.STATION, SmallCity.NORTH, SmallCity.NORTH).toBuilder()
                .setNameEn("Example North 3 Station")
                .setValidTo(LocalDate.of(2026, 1, 1).toEpochDay())
                .setSuccessor(SmallCity.NORTH_1)
                .build());
        return units;
    }

    private static JsonNode feed(JsonNode onboarding, String name) {
        for (JsonNode feed : onboarding.path("feeds")) {
            if (feed.path("feed").asText().equals(name)) {
                return feed;
            }
        }
        throw new AssertionError(name + ": not among the feeds");
    }

    private static DemoNotice notice() {
        Bilingual text = new Bilingual("示例", "Example");
        return new DemoNotice(text, List.of(new DemoNotice.Source("Example source", "CC BY 4.0", text)));
    }

    private record FixedPipeline() implements PipelineSource {
        @Override
        public Intake intake() {
            return new Intake(10, 8, 2, Map.of("MALFORMED", 2L), 2);
        }

        @Override
        public Optional<Telemetry> telemetry() {
            return Optional.of(new Telemetry(100, 99, 1, Map.of("TOO_LARGE", 1L), OptionalInt.of(4)));
        }

        @Override
        public OptionalLong oldestQuarantined() {
            return OptionalLong.of(NOON.minus(Duration.ofHours(1)).toEpochMilli());
        }

        @Override
        public Sink sink() {
            return new Sink("RUNNING", 3, OptionalLong.of(NOON.getEpochSecond() / 60));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)), headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + http.actualPort() + path);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode ok(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body());
    }

    @Test
    void saysNothingTwice() throws Exception {
        String path = "/api/v1/figures?unit=990000&indicator=alarms&from=2026-02-01&to=2026-02-10";
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get(path, "If-None-Match", "\"other\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(path.replace("02-10", "02-11"), "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesOfVerdictsHoldEachOnce() throws Exception {
        JsonNode whole =
                ok("/api/v1/verdicts?unit=990100&standard=N02&limit=10000").path("verdicts");
        List<JsonNode> paged = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 100 && !after.equals("&after=null"); page++) {
            JsonNode answer = ok("/api/v1/verdicts?unit=990100&standard=N02&limit=7" + after);
            answer.path("verdicts").forEach(paged::add);
            after = "&after=" + answer.path("next").asText();
        }
        assertThat(paged).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(paged).containsExactlyElementsOf(whole);
    }

    @Test
    void whatMovedARateAddsUp() throws Exception {
        JsonNode moved =
                ok("/api/v1/movements?unit=990000&indicator=arrival.in-time&range=last-7-days&against=previous");
        long explained = 0;
        for (JsonNode part : moved.path("parts")) {
            explained += part.path("ratePpm").asLong() + part.path("mixPpm").asLong();
        }
        assertThat(moved.path("parts")).hasSize(2);
        assertThat(explained).isEqualTo(moved.path("movedPpm").asLong());
        long difference =
                moved.path("afterPpm").asLong() - moved.path("beforePpm").asLong();
        assertThat(explained).as("rounded once").isBetween(difference - 1, difference + 1);
    }

    @Test
    void anExportHoldsTheTotalsOfTheApi() throws Exception {
        String asked = "unit=990000&indicator=alarms&from=2026-01-20&to=2026-03-01";
        long whole = ok("/api/v1/figures?" + asked)
                .path("figures")
                .get(0)
                .path("numerator")
                .asLong();
        assertThat(whole).isPositive();

        HttpResponse<String> csv = get("/api/v1/exports/figures.csv?grain=day&by=station&" + asked);
        assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
        assertThat(csv.body())
                .startsWith("\uFEFF")
                .contains("2026-01-20 – 2026-03-01")
                .contains("数据截至 Data as of,2026-");
        long ofStations = 0;
        long ofCity = 0;
        for (String line : csv.body().split("\r\n", -1)) {
            String[] cells = line.split(",", -1);
            if (cells.length > 8 && cells[3].equals("alarms")) {
                ofCity += cells[2].equals("city") ? Long.parseLong(cells[8]) : 0;
                ofStations += cells[2].equals("station") ? Long.parseLong(cells[8]) : 0;
            }
        }
        assertThat(ofCity).isEqualTo(whole);
        assertThat(ofStations).isEqualTo(whole);

        HttpResponse<byte[]> xlsx = CLIENT.send(
                HttpRequest.newBuilder(uri("/api/v1/exports/figures.xlsx?grain=month&" + asked))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(xlsx.statusCode()).isEqualTo(200);
        assertThat(numbersInColumn(xlsx.body(), 'I')).isEqualTo(whole);
    }

    private static long numbersInColumn(byte[] book, char column) throws IOException {
        String sheet = WorkbookParts.of(book).getOrDefault("xl/worksheets/sheet1.xml", "");
        Matcher cells = Pattern.compile("<c r=\"" + column + "\\d+\"(?![^>]*t=\"s)[^>]*><v>(\\d+)</v>")
                .matcher(sheet);
        long sum = 0;
        while (cells.find()) {
            sum += Long.parseLong(cells.group(1));
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "verdicts.csv, N02",
        "verdicts.xlsx, PK",
        "standards.csv, 三(三)",
        "standards.xlsx, PK",
        "pack.xlsx, PK",
    })
    void givesEveryFile(String file, String content) throws Exception {
        HttpResponse<String> response = get("/api/v1/exports/" + file + "?unit=990100&on=2026-02-20");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains(content);
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + file + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "units, /api/v1/units",
        "units, /api/v1/units?closed=true",
        "standards, /api/v1/standards",
        "board, /api/v1/board?unit=990103",
        "standard, /api/v1/standards/N02",
        "map, /api/v1/map",
        "board, /api/v1/board?unit=990000",
        "board, /api/v1/board?unit=990100",
        "board, /api/v1/board?unit=990101",
        "board, /api/v1/board?unit=990000&view=duty",
        "board, /api/v1/board?unit=990101&view=duty",
        "board, /api/v1/board?unit=990000&view=calls",
        "board, /api/v1/board?unit=990000&view=cases",
        "board, /api/v1/board?unit=990000&view=community",
        "board, /api/v1/board?unit=990100&view=community",
        "board, /api/v1/board?unit=990101&view=community",
        "indicators, /api/v1/indicators",
        "durations, /api/v1/durations?of=arrival&unit=990000&from=2026-02-20&to=2026-03-02&grain=day",
        "durations, /api/v1/durations?of=handling&unit=990000",
        "figures, /api/v1/figures?indicator=duty.posts&unit=990000&from=2026-02-20&to=2026-03-02&grain=day",
        "figures, /api/v1/figures?indicator=alarms&unit=990000&from=2026-03-01&to=2026-03-02&grain=minute",
        "evidence, /api/v1/evidence?indicator=duty.posts&unit=990101",
        "figures, /api/v1/figures?indicator=disputes.succeeded&unit=990000&from=2026-01-20&to=2026-03-02",
        "figures, /api/v1/figures?indicator=alarms&unit=990100&from=2026-02-20&to=2026-03-02&grain=day",
        "figures, /api/v1/figures?indicator=alarms&unit=990100&from=2026-02-20&to=2026-03-02&grain=month",
        "figures, /api/v1/figures?indicator=alarms&unit=990101&from=2026-02-28&to=2026-03-02&grain=minute",
        "figures, /api/v1/figures?indicator=disputes.open&unit=990000&from=2026-02-20&to=2026-03-02&grain=day",
        "meetingPack, /api/v1/meeting-pack?unit=990100&month=2026-02",
        "meetingPack, /api/v1/meeting-pack?unit=990000",
        "movements, /api/v1/movements?unit=990000&indicator=arrival.in-time&range=last-7-days&against=previous",
        "movements, /api/v1/movements?unit=990000&indicator=alarms&range=last-30-days&by=kind",
        "movements, /api/v1/movements?unit=990101&indicator=alarms.crime&range=this-month&by=community",
        "publicReport, /api/v1/public-report?unit=990000&month=2026-02",
        "publicReport, /api/v1/public-report?unit=990100",
        "figures, /api/v1/figures?unit=990000&indicator=alarms&range=spring-festival&align=spring-festival",
        "durations, /api/v1/durations?unit=990000&of=arrival&range=this-year",
        "verdicts, /api/v1/verdicts?unit=990101&on=2026-02-20&known=2026-02-20",
        "verdicts, /api/v1/verdicts?unit=990101&on=2026-02-20",
        "verdicts, /api/v1/verdicts?unit=990100&standard=N02&on=2026-02-20&known=2026-02-25T00:00:00Z",
        "figures, /api/v1/figures?unit=990000&indicator=alarms&on=2026-02-20&known=2026-02-20",
        "evidence, /api/v1/evidence?unit=990101&standard=N02&on=2026-02-20&known=2026-02-20",
        "differences, /api/v1/differences?unit=990101&standard=N02&on=2026-02-20&known=2026-02-20",
        "chart, /api/v1/chart?unit=990101&indicator=alarms.crime",
        "chart, /api/v1/chart?unit=990000&standard=N02",
        "chart, /api/v1/chart?unit=990000&indicator=cases.opened",
        "funnel, /api/v1/funnel?unit=990000&indicator=disputes.succeeded&class=urban",
        "verdicts, /api/v1/verdicts?unit=990000&standard=N02&limit=7",
        "evidence, /api/v1/evidence?indicator=alarms&unit=990100&from=2026-02-20&to=2026-02-28&limit=5",
        "evidence, /api/v1/evidence?standard=N02&unit=990101",
        "alerts, /api/v1/alerts",
        "alerts, /api/v1/alerts?unit=990000&state=FIRING",
        "pipeline, /api/v1/pipeline",
        "health, /health",
    })
    void answersAsTheContractSays(String operation, String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).as("compact").doesNotContain("\n").doesNotContain("\": ");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control"))
                .contains(response.headers().firstValue("ETag").isPresent() ? "private, no-cache" : "no-store");
        await(validator.validate(
                ValidatableResponse.create(200, Buffer.buffer(response.body()), "application/json"), operation));
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNKNOWN_UNIT, /api/v1/board?unit=99",
        "404, UNKNOWN_UNIT, /api/v1/live?unit=99",
        "404, UNKNOWN_UNIT, /api/v1/figures?indicator=alarms&unit=99",
        "404, UNKNOWN_UNIT, /api/v1/alerts?unit=99",
        "400, BAD_PARAMETER, /api/v1/board",
        "400, BAD_PARAMETER, /api/v1/board?unit=990000&view=ranking",
        "400, BAD_PARAMETER, /api/v1/live?unit=990000&view=ranking",
        "400, BAD_PARAMETER, /api/v1/durations?of=gossip&unit=990000",
        "400, BAD_PARAMETER, /api/v1/durations?of=arrival&unit=990000&grain=minute",
        "400, BAD_PARAMETER, /api/v1/durations?unit=990000",
        "404, UNKNOWN_UNIT, /api/v1/durations?of=arrival&unit=99",
        "403, FOR_REVIEWERS, /api/v1/figures?indicator=graded.political&unit=990000",
        "403, FOR_REVIEWERS, /api/v1/evidence?indicator=graded.cult&unit=990000",
        "400, BAD_PARAMETER, /api/v1/live?unit=990000&after=x",
        "400, BAD_PARAMETER, /api/v1/figures?indicator=alarms&unit=990000&grain=week",
        "400, BAD_PARAMETER, /api/v1/verdicts?unit=990000&limit=0",
        "400, BAD_PARAMETER, /api/v1/evidence?unit=990000",
        "400, BAD_PARAMETER, /api/v1/evidence?unit=990000&indicator=alarms&standard=N02",
        "400, BAD_PARAMETER, /api/v1/evidence?unit=990000&indicator=alarms&after=%3B",
        "400, BAD_PARAMETER, /api/v1/alerts?state=LOUD",
        "400, BAD_PARAMETER, /api/v1/chart?unit=990000",
        "400, BAD_PARAMETER, /api/v1/chart?unit=990000&indicator=disputes.open",
        "403, FOR_REVIEWERS, /api/v1/chart?unit=990000&indicator=graded.cult",
        "400, BAD_PARAMETER, /api/v1/funnel?unit=990000&indicator=cases.solved&class=urban",
        "400, BAD_PARAMETER, /api/v1/funnel?unit=990000&indicator=alarms&class=urban",
        "400, UNKNOWN_INDICATOR, /api/v1/figures?indicator=rank&unit=990000",
        "400, UNKNOWN_INDICATOR, /api/v1/evidence?indicator=alarms.family.&unit=990000",
        "404, UNKNOWN_STANDARD, /api/v1/standards/N99",
        "404, UNKNOWN_STANDARD, /api/v1/evidence?standard=N99&unit=990000",
        "400, BAD_DATE, /api/v1/figures?indicator=alarms&unit=990000&from=2026-02-30",
        "400, BAD_DATE, /api/v1/figures?indicator=alarms&unit=990000&to=1066-10-14",
        "400, BAD_RANGE, /api/v1/figures?indicator=alarms&unit=990000&from=2026-02-02&to=2026-02-01",
        "400, BAD_RANGE, /api/v1/figures?indicator=alarms&unit=990000&from=1980-01-01&to=2026-02-01&grain=day",
        "400, BAD_RANGE, /api/v1/figures?indicator=alarms&unit=990000&from=2026-01-01&to=2026-02-01&grain=minute",
        "404, UNKNOWN_UNIT, /api/v1/exports/figures.csv?unit=none",
        "400, BAD_PARAMETER, /api/v1/exports/alerts.csv?unit=990000",
        "400, NOT_YET_SUPPORTED, /api/v1/exports/pack.csv?unit=990000",
        "400, BAD_DATE, /api/v1/meeting-pack?unit=990000&month=2026-13",
        "403, FOR_REVIEWERS, /api/v1/exports/figures.csv?unit=990000&indicator=graded.cult",
        "400, BAD_PARAMETER, /api/v1/movements?unit=990000&indicator=cases.opened&range=this-month",
        "400, BAD_PARAMETER, /api/v1/figures?unit=990000&indicator=alarms&range=this-month&to=2026-02-01",
        "400, BAD_PARAMETER, /api/v1/figures?unit=990000&indicator=alarms&range=fortnight",
        "400, BAD_RANGE, /api/v1/public-report?unit=990000&month=2026-03",
        "400, BAD_PARAMETER, /api/v1/public-report?unit=990101",
        "400, BAD_PARAMETER, /api/v1/verdicts?unit=990000&after=x",
        "400, NOT_YET_KNOWN, /api/v1/figures?indicator=alarms&unit=990000&known=2026-03-02",
        "400, BAD_DATE, /api/v1/evidence?indicator=alarms&unit=990000&known=yesterday",
        "400, BAD_DATE, /api/v1/verdicts?unit=990000&on=2026-13-01",
        "400, BAD_PARAMETER, /api/v1/verdicts?unit=990000&on=2026-02-01",
        "400, BAD_PARAMETER, /api/v1/verdicts?unit=990000&on=2026-02-01&known=2026-01-31",
        "400, NOT_YET_SUPPORTED, /api/v1/figures?indicator=disputes.registered&unit=990000&grain=minute",
        "404, NOT_FOUND, /api/v1/nothing",
        "404, NOT_FOUND, /nowhere",
        "404, NOT_FOUND, /assets/nowhere.js",
        "404, NOT_FOUND, /wall/990000/else",
    })
    void answersProblemsWithACode(int status, String code, String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response.body());
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("detail").asText()).contains("expected");
        await(validator.validate(
                ValidatableResponse.create(status, Buffer.buffer(response.body()), "application/json"), "board"));
    }

    @Test
    void theExamplesOfTheGatewaysRoutesFitTheirSchemas() throws Exception {
        ResponseValidator whole = ResponseValidator.create(vertx, await(ApiContract.loadWhole(vertx)));
        int examples = 0;
        for (Map.Entry<String, JsonNode> path :
                new YAMLMapper().readTree(ApiContract.text()).path("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                JsonNode example = operation.at("/responses").path("200").at("/content/application~1json/example");
                String status = example.isMissingNode() ? "202" : "200";
                example = operation.at("/responses").path(status).at("/content/application~1json/example");
                if (path.getKey().startsWith("/ingest/") && !example.isMissingNode()) {
                    examples++;
                    await(whole.validate(
                            ValidatableResponse.create(
                                    Integer.parseInt(status), Buffer.buffer(example.toString()), "application/json"),
                            operation.path("operationId").asText()));
                }
            }
        }
        assertThat(examples).isEqualTo(9);
    }

    @Test
    void listsClosedUnitsWhereAskedWithTheirSuccessorAndEnglishName() throws Exception {
        assertThat(ok("/api/v1/units").path("units")).hasSize(6);
        JsonNode units = ok("/api/v1/units?closed=true").path("units");
        assertThat(units).hasSize(7);
        JsonNode closed = units.get(6);
        assertThat(closed.path("nameEn").asText()).isEqualTo("Example North 3 Station");
        assertThat(closed.path("validTo").asText()).isEqualTo("2026-01-01");
        assertThat(closed.path("successor").asText()).isEqualTo(SmallCity.NORTH_1);
        assertThat(units.get(5).path("nameEn").isNull()).isTrue();
        // Its page stays, and says who goes on.
        assertThat(ok("/api/v1/board?unit=990103").at("/unit/successor").asText())
                .isEqualTo(SmallCity.NORTH_1);
    }

    @Test
    void refusesToWrite() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/api/v1/units")).POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(json(response.body()).get("code").asText()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(response.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void addsUpEvidenceToExactlyTheFigure() throws Exception {
        String period = "&unit=990000&from=2026-01-20&to=2026-03-02";
        for (String indicator : List.of("disputes.succeeded", "alarms", "disputes.police.registered")) {
            JsonNode figure =
                    ok("/api/v1/figures?indicator=" + indicator + period).at("/figures/0");
            JsonNode evidence = ok("/api/v1/evidence?limit=10&indicator=" + indicator + period);
            assertThat(evidence.get("numerator")).isEqualTo(figure.get("numerator"));
            assertThat(evidence.at("/sum/numerator")).isEqualTo(figure.get("numerator"));
            assertThat(evidence.at("/sum/denominator")).isEqualTo(figure.get("denominator"));
        }
    }

    @Test
    void goesThroughAllPagesOfEvidence() throws Exception {
        String path = "/api/v1/evidence?indicator=disputes.succeeded&unit=990000&from=2026-02-01&to=2026-02-28&limit=7";
        JsonNode page = ok(path);
        long total = page.get("total").asLong();
        List<String> ids = new ArrayList<>();
        long numerator = 0;
        long denominator = 0;
        while (true) {
            for (JsonNode record : page.get("records")) {
                ids.add(record.get("recordId").asText());
                for (JsonNode given : record.get("contributions")) {
                    numerator += given.get("numerator").asLong();
                    denominator += given.get("denominator").asLong();
                }
            }
            if (page.get("next").isNull()) {
                break;
            }
            page = ok(path + "&after=" + page.get("next").asText());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(Math.toIntExact(total)).hasSizeGreaterThan(7);
        assertThat(numerator).isEqualTo(page.at("/sum/numerator").asLong());
        assertThat(denominator).isEqualTo(page.at("/sum/denominator").asLong());
    }

    @Test
    void takesTheWindowOfTheNewestVerdictForAStandard() throws Exception {
        JsonNode verdict = ok("/api/v1/board?unit=990101").at("/sections/standards/0");
        JsonNode evidence = ok("/api/v1/evidence?standard=N02&unit=990101");
        assertThat(evidence.get("from").asText())
                .isEqualTo(verdict.get("windowFrom").asText());
        assertThat(evidence.get("to").asText())
                .isEqualTo(verdict.get("windowTo").asText());
        assertThat(evidence.get("numerator")).isEqualTo(verdict.get("numerator"));
        assertThat(evidence.at("/sum/denominator")).isEqualTo(verdict.get("denominator"));
        assertThat(evidence.at("/rule/id").asText()).isEqualTo("N02");
        assertThat(evidence.get("numerator").asLong()).isPositive();
    }

    @Test
    void setsTheSamePeriodLastYearAndTheOneBeforeBesideAFigure() throws Exception {
        JsonNode answer = ok("/api/v1/figures?indicator=alarms&unit=990000&from=2026-02-01&to=2026-02-28");
        assertThat(answer.get("samePeriodLastYear").isNull()).isTrue();
        JsonNode before = ok("/api/v1/figures?indicator=alarms&unit=990000&from=2026-01-01&to=2026-01-31");
        assertThat(answer.at("/previousPeriod/0/start").asText()).isEqualTo("2026-01-01");
        assertThat(answer.at("/previousPeriod/0/numerator")).isEqualTo(before.at("/figures/0/numerator"));
    }

    @Test
    void givesFramesWithRisingIdsAndGoesOnAfterTheLastEvent() throws Exception {
        long first = ok("/api/v1/board?unit=990000").at("/frame/id").asLong();
        List<Event> events = events("/api/v1/live?unit=990000&after=" + (first - 1), 3);
        assertThat(events).extracting(Event::name).containsOnly("frame");
        assertThat(events.get(1).id()).isEqualTo(events.get(0).id() + 1);
        assertThat(events.get(2).id()).isEqualTo(events.get(1).id() + 1);
        assertThat(events.get(1).data().get("sections")).isEmpty();
        assertThat(events.get(1).data().get("id").asLong())
                .isEqualTo(events.get(1).id());

        List<Event> again = events(
                "/api/v1/live?unit=990000&after=1",
                1,
                "Last-Event-ID",
                "" + events.get(2).id());
        assertThat(again.get(0).id()).isGreaterThan(events.get(2).id());
        assertThat(again.get(0).data().get("sections"))
                .as("the header counts before the query, nothing changed since")
                .isEmpty();

        List<Event> fresh = events("/api/v1/live?unit=990000", 1);
        assertThat(fresh.get(0).data().get("sections")).hasSize(9);
    }

    @Test
    void sendsWhatChangedWhileAClientWasAway() throws Exception {
        long last = events("/api/v1/live?unit=990201", 1).get(0).id();
        city.take(Records.taken(Records.alarm("test/away", SmallCity.SOUTH_1, NOON)));
        city.publishLive();
        List<Event> back = events("/api/v1/live?unit=990201", 2, "Last-Event-ID", "" + last);
        List<String> changed = new ArrayList<>();
        back.forEach(event -> event.data().get("sections").fieldNames().forEachRemaining(changed::add));
        assertThat(changed).contains("calls").doesNotContain("standards");
    }

    @Test
    void keepsTheFeedOpenUncompressedAndOutOfCaches() throws Exception {
        HttpResponse<InputStream> response = CLIENT.send(
                HttpRequest.newBuilder(uri("/api/v1/live?unit=990000"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
        assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
    }

    private record Event(long id, String name, JsonNode data) {}

    private static List<Event> events(String path, int count, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        List<Event> events = new ArrayList<>();
        HttpResponse<InputStream> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            while (events.size() < count) {
                long id = Long.parseLong(lines.readLine().substring("id: ".length()));
                String name = lines.readLine().substring("event: ".length());
                JsonNode data = json(lines.readLine().substring("data: ".length()));
                assertThat(lines.readLine()).isEmpty();
                events.add(new Event(id, name, data));
            }
        }
        return events;
    }

    @Test
    void servesTheWebClientWithItsPolicy() throws Exception {
        List<String> pages = List.of(
                "/",
                "/wall/990000",
                "/trends/990000",
                "/report/990000",
                "/meeting/990000",
                "/pipeline",
                "/alerts",
                "/proposals",
                "/rules",
                "/standards",
                "/index.html");
        for (String path : pages) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<title>wall</title>");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        HttpResponse<String> asset = get("/assets/app-1a2b3c.js");
        assertThat(asset.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(asset.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        HttpResponse<String> compressed = get("/assets/app-1a2b3c.js", "Accept-Encoding", "gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @ParameterizedTest
    @CsvSource({"/../pom.xml", "/%2e%2e/logback-test.xml", "/assets/%2e%2e/%2e%2e/logback-test.xml", "/web%5cindex.html"
    })
    void leavesNoWayOutOfTheWebFolder(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void servesItsOwnContractAndMetrics() throws Exception {
        assertThat(get("/api/v1/openapi.yaml").body()).isEqualTo(ApiContract.text());
        ok("/api/v1/units");
        get("/api/v1/board?unit=99");
        assertThat(get("/metrics").body())
                .contains(
                        "stationboard_live_clients", "stationboard_pulse_age_seconds", "stationboard_tick_age_seconds")
                .containsPattern("stationboard_requests_seconds_count\\{operation=\"units\",status=\"2xx\"} [1-9]")
                .containsPattern("stationboard_requests_seconds_count\\{operation=\"board\",status=\"4xx\"} [1-9]");
    }

    @Test
    void holdsWhatTheEngineSettledAgainstWhatTheStoreCounts() throws Exception {
        JsonNode pipeline = ok("/api/v1/pipeline");
        JsonNode tick = pipeline.at("/ticks/0");
        assertThat(tick.get("records").asLong())
                .isPositive()
                .isEqualTo(tick.get("applied").asLong()
                        + tick.get("superseded").asLong()
                        + tick.get("duplicate").asLong()
                        + tick.get("dead").asLong());
        assertThat(tick.get("balanced").asBoolean()).isTrue();
        JsonNode onboarding = pipeline.path("onboarding");
        assertThat(onboarding.path("monthsWanted").asInt()).isEqualTo(24);
        assertThat(onboarding.path("complete").asBoolean()).isFalse();
        // The records begin on 2026-01-20: one whole month and eleven days.
        JsonNode disputes = feed(onboarding, "dispute");
        assertThat(disputes.path("judged").asBoolean()).isTrue();
        assertThat(disputes.path("months").asInt()).isEqualTo(1);
        assertThat(disputes.path("coveredFrom").asText()).isEqualTo("2026-01-20");
        assertThat(disputes.path("logKeys")).hasSize(2);
        assertThat(pipeline.at("/balances/balanced").asBoolean()).isTrue();
        assertThat(pipeline.at("/quarantineAge/ageMs").asLong()).isEqualTo(3_600_000);
        assertThat(pipeline.at("/telemetry/mqttClients").asInt()).isEqualTo(4);
        assertThat(pipeline.at("/deadLetters/newest/0/reason").asText()).isEqualTo("MALFORMED");
        assertThat(pipeline.at("/splitRecords/total").asLong()).isEqualTo(1);
        assertThat(pipeline.at("/splitRecords/first/0/recordId").asText()).isEqualTo("made/moved");
        assertThat(pipeline.at("/splitRecords/first/0/units")).hasSize(2);
        assertThat(ok("/api/v1/pipeline").at("/ticks/0/balanced").asBoolean())
                .as("counted on from the last answer")
                .isTrue();
    }

    @Test
    void saysHowHealthyItIs() throws Exception {
        JsonNode health = ok("/health");
        assertThat(health.get("status").asText()).as("no topic is read here").isEqualTo("DEGRADED");
        assertThat(health.at("/checks/database/status").asText()).isEqualTo("UP");
        assertThat(health.at("/checks/history/status").asText()).isEqualTo("LOADING");
        assertThat(health.at("/checks/ticks/status").asText()).isEqualTo("UP");
    }

    @Test
    void isDownWithoutItsDatabaseWhileTheBoardGoesOn() throws Exception {
        SmallCity other = new SmallCity(NOON);
        other.store().stop();
        try (ApiServer alone = new ApiServer(
                ApiSettings.defaults(),
                other.view(),
                other.store().ports(),
                new FixedPipeline(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                other.clock())) {
            HttpServer second = await(vertx.createHttpServer()
                    .requestHandler(await(alone.router(vertx)))
                    .listen(0, "127.0.0.1"));
            URI base = URI.create("http://127.0.0.1:" + second.actualPort());
            HttpResponse<String> health = send(HttpRequest.newBuilder(base.resolve("/health")));
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(json(health.body()).get("status").asText()).isEqualTo("DOWN");
            assertThat(send(HttpRequest.newBuilder(base.resolve("/api/v1/board?unit=990000")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(json(send(HttpRequest.newBuilder(base.resolve("/api/v1/map")))
                                    .body())
                            .get("code")
                            .asText())
                    .isEqualTo("NO_MAP");
        }
    }
}
