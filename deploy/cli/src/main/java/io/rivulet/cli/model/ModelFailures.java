package io.rivulet.cli.model;

import io.rivulet.cli.option.UsageError;
import io.rivulet.core.bundle.BundleException;
import io.rivulet.core.data.UnusableFile;
import io.rivulet.core.generate.InvalidSymbols;
import io.rivulet.core.generate.NonFiniteState;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.zip.ZipException;

/** What is said when a command of this package fails: always one line. */
public final class ModelFailures {
    private ModelFailures() {}

    /** The message alone where a rule was broken; anything else names its kind, since its message may say nothing. */
    public static Exception explain(Exception e) {
        if (e instanceof UsageError) {
            return e;
        }
        boolean rule = e instanceof BundleException
                || e instanceof InvalidSymbols
                || e instanceof NonFiniteState
                || e instanceof UnusableFile
                || e instanceof IllegalArgumentException;
        if (rule && e.getMessage() != null) {
            return new UsageError(e.getMessage(), e);
        }
        if (e instanceof UncheckedIOException unchecked) {
            return explain(Objects.requireNonNull(unchecked.getCause()));
        }
        if (e instanceof IOException failure) {
            return new UsageError(file(failure), e);
        }
        return new UsageError(
                "the command failed, found " + e + "; if the files and options are right, please report it", e);
    }

    private static String file(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "every file and folder that is named must be there, found none at " + e.getMessage()
                    + "; correct the path";
        }
        if (e instanceof AccessDeniedException) {
            return "files must be readable and writable, found that you may not use " + e.getMessage()
                    + "; change its rights, or name another";
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return "a compressed file must be whole, found one that is not (" + e.getMessage() + "); fetch it again";
        }
        String found = e.getMessage() == null ? "no reason" : e.getMessage();
        if (e instanceof FileSystemException named && named.getReason() == null) {
            found = named.getFile() + ", which is in the way";
        }
        return "files must be readable and writable, found: " + found + "; check path, rights and free space";
    }
}
