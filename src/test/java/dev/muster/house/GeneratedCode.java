package dev.muster.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** What Avro writes into our packages. It follows no house rule, and only {@code wire} may see it. */
final class GeneratedCode {
    private static final String MARK = "org.apache.avro.specific.AvroGenerated";

    private GeneratedCode() {}

    static DescribedPredicate<JavaClass> isGenerated() {
        return DescribedPredicate.describe("are generated from a schema", GeneratedCode::isMarked);
    }

    private static boolean isMarked(JavaClass type) {
        return type.isAnnotatedWith(MARK)
                || type.getEnclosingClass().map(GeneratedCode::isMarked).orElse(false);
    }
}
