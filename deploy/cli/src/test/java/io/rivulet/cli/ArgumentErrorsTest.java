package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of mistake that picocli knows. */
class ArgumentErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tail | tail must have --bootstrap-servers=HOST:PORT, found none; add what is missing",
                "prompt | prompt must have --bootstrap-servers=HOST:PORT and --session=ID, found none of them;"
                        + " add what is missing",
                "inspect-savepoint | inspect-savepoint must have PATH, found none; add what is missing",
                "prompt --session | --session must have a value, found none; write --session=ID",
                "prompt --session --count 1 | --session must have a value, found '--count' in its place; write"
                        + " --session=ID",
                "prompt --session -- | --session must have a value, found '--' in its place; write --session=ID",
                "prompt --header | --header must have a value, found none; write --header=KEY=VALUE",
                "tail --max x | --max must be a whole number of up to 32 bits, found 'x'; correct it",
                "tail --max 3000000000 | --max must be a whole number of up to 32 bits, found '3000000000'; correct it",
                "prompt --count 1.5 | --count must be a whole number of up to 64 bits, found '1.5'; correct it",
                "prompt --temperature warm | --temperature must be a number, found 'warm'; correct it",
                "prompt --kind grey | --kind must be one of binary, categorical, real, found 'grey'; correct it",
                "rollout --policy perhaps | --policy must be one of reject, reset, keep, found 'perhaps'; correct it",
                "prompt --header a | --header must be KEY=VALUE, found 'a'; put a = between the two",
                "prompt --reset=maybe | --reset must stand alone, found the value 'maybe' behind it; leave that out",
                "tail --max 1 --max 2 | --max must be given once, found it again; leave one of them out",
                "train --out o --images a --colours b | at most one of --images=FILE, --colours=FILE may be given,"
                        + " found more; leave the others out",
                "train --out o | one of --images=FILE, --colours=FILE must be given, found none; add it",
                "tail --bootstrap-servers a:1 more | tail must have no more words than its help shows, found"
                        + " 'more'; leave it out, or quote what belongs together",
                "tail --fast=1 | the options of tail must be those that its help shows, found '--fast';"
                        + " correct it or leave it out",
                "tail --bootstrap-server a:1 | the options of tail must be those that its help shows, found"
                        + " '--bootstrap-server'; write --bootstrap-servers",
                "tail --topik a | the options of tail must be those that its help shows, found '--topik';"
                        + " write --topic",
                "evaluate --blocks 1,x | --blocks must be a whole number of up to 32 bits, found 'x'; correct it",
                "fuzz nothing | NAME must be one of",
            })
    void aMistakeIsToldAsRuleFindingAndRemedyInOneLine(String words, String message) {
        CommandRun run = CommandRun.of(words.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("rivulet: " + message)
                .endsWith("; see rivulet " + words.split(" ")[0] + " --help");
    }
}
