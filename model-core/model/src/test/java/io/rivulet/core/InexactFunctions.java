package io.rivulet.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Functions of {@link Math} whose last bit may differ between processors. */
public final class InexactFunctions {
    private static final Set<String> NAMES = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "sin", "cos", "tan", "tanh", "sinh", "cosh", "pow", "cbrt", "atan",
            "atan2", "asin", "acos", "hypot");

    private InexactFunctions() {}

    /** The rule for packages in which every bit must be the same on every machine. */
    public static ArchRule areNotCalledIn(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .callMethodWhere(describe(
                        "is an inexact function of Math",
                        (JavaMethodCall call) ->
                                call.getTargetOwner().isEquivalentTo(Math.class) && NAMES.contains(call.getName())));
    }
}
