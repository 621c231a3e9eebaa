package io.rivulet.core.report;

import io.rivulet.core.data.Alphabet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which words a text has, and how many of another's words are among them. */
public final class Words {
    private final Alphabet alphabet;
    private final Set<String> known;

    /** {@code text}: symbols of the alphabet. */
    public Words(Alphabet alphabet, float[] text) {
        this.alphabet = alphabet;
        known = new HashSet<>();
        for (String word : words(alphabet.decode(text))) {
            known.add(word);
        }
    }

    /**
     * The share of words that are known. Words at the ends of a sequence may be cut, and do not count.
     *
     * @param sequences [count, length]
     */
    public double valid(float[] sequences, int length) {
        int all = 0;
        int valid = 0;
        for (int from = 0; from < sequences.length; from += length) {
            float[] one = new float[length];
            System.arraycopy(sequences, from, one, 0, length);
            String[] words = words(alphabet.decode(one));
            for (int i = 1; i < words.length - 1; i++) {
                all++;
                valid += known.contains(words[i]) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) valid / all;
    }

    private static String[] words(String text) {
        return text.toLowerCase(Locale.ROOT).split("[^a-z]+");
    }
}
