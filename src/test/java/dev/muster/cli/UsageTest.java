package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told who types something wrong: one line that says what, exit code 2, and no broker is asked. */
class UsageTest {
    private static final String CREATE = "instances create vm --account a --region r --type small";

    private static Ran line(String arguments) {
        return Ran.muster(arguments.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            instances                                            | name a command
            instances create vm                                  | Missing required options
            instances create --account a --region r --type small | Missing required parameter: 'NAME'
            instances paint vm                                   | Unmatched argument
            instances list --colour red                          | Unknown option
            instances list --output xml                          | expected one of [TABLE, JSON]
            instances list --state walking                       | Invalid value for option '--state'
            instances stop vm/mars                               | 'vm/mars' is neither NAME nor account/region/NAME
            instances stop a/r/VM                                | not 'VM'
            instances stop vm --account a!b --region r           | --account: 1 to 63
            instances stop a/r/vm a/r/wm --command-id one        | --command-id is for one NAME
            instances stop a/r/vm --deadline soon                | --deadline: 'soon' is no duration
            instances stop a/r/vm --timeout 0s                   | '--timeout': '0s': a duration is more than nothing
            instances stop a/r/vm --command-id -                 | --command-id
            instances list --tenant a/b                          | --tenant: 1 to 63
            watch not*an*id                                      | a command id is 1 to 128
            events --last -1                                     | --last: 0 or more
            errors --config nowhere.properties                   | nowhere.properties cannot be read
            """)
    void whatIsWrongIsSaid(String arguments, String complaint) {
        var ran = line(arguments);

        assertThat(ran.errText()).contains(complaint);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err().get(0)).startsWith("muster: ");
        assertThat(ran.errText()).doesNotContain("Exception", "\tat ");
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --count 0             | --count: 1 to 1000
            --count 1001          | --count: 1 to 1000
            --count some          | '--count'
            --market black        | --market: on-demand or spot, not 'black'
            --expires-after never | '--expires-after'
            --tag lonely          | '--tag'
            --user-data-file nope | nope cannot be read
            """)
    void whatIsWrongWithACreationIsSaid(String arguments, String complaint) {
        var ran = line(CREATE + " " + arguments);

        assertThat(ran.errText()).contains(complaint);
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void aNameMayNotOutgrowItsNumber() {
        String stem = "a".repeat(60);

        assertThat(line(CREATE.replace("vm", stem) + " --count 1000").errText()).contains("'" + stem + "-999'");
    }

    @Test
    void tooMuchUserDataIsRefusedBeforeItIsSent(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("init"), new byte[16 * 1024 + 1]);

        assertThat(line(CREATE + " --user-data-file " + file).errText()).contains("more than 16384 bytes");
    }

    @Test
    void aTypingErrorIsAnsweredWithWhatWasMeant() {
        assertThat(line("instances lits").errText()).contains("instances list");
        assertThat(line("evnts").errText()).contains("events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "instances",
                "instances create",
                "instances list",
                "instances get",
                "instances stop",
                "instances start",
                "instances reboot",
                "instances terminate",
                "watch",
                "events",
                "errors",
                "dead-letters"
            })
    void everyCommandExplainsItselfWithAnExample(String command) {
        var words = new ArrayList<>(List.of(command.split(" ")));
        words.removeIf(String::isEmpty);
        words.add("--help");

        var ran = Ran.muster(words.toArray(String[]::new));

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.outText()).contains("Usage:", "Example:", "--bootstrap", "--output");
        assertThat(ran.out()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void theExitCodesAreDocumented() {
        assertThat(Stream.of("0 done", "1 failed", "2 wrong usage", "3 no broker", "124 timed out", "130 interrupted"))
                .allMatch(Ran.muster("--help").outText()::contains);
    }
}
