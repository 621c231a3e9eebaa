package io.rivulet.cli.model;

/** What the caller gave cannot be used. The message states the rule, what was found, and the remedy. */
final class RefusedInput extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedInput(String rule, String found, String remedy) {
        super(rule + ", found " + found + "; " + remedy);
    }
}
