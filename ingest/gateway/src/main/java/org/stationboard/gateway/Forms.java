package org.stationboard.gateway;

import com.google.protobuf.ProtocolMessageEnum;

/**
 * What the fields of bodies must look like. Each method returns where it holds and throws MALFORMED with the field's path
 * where it does not. A withdrawn record is excused from what its body must say, since it contributes nothing. Stateless.
 */
final class Forms {
    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private Forms() {}

    static void require(boolean holds, String field, String expected) throws RefusedException {
        if (!holds) {
            throw RefusedException.malformed(field, expected);
        }
    }

    static void code(boolean excused, String text, String field) throws RefusedException {
        require(Codes.code(text) || (excused && text.isEmpty()), field, Codes.CODE_FORM);
    }

    /** A code, or nothing. */
    static void codeOrNone(String text, String field) throws RefusedException {
        code(true, text, field);
    }

    /** An id of another record or of a document, or nothing. */
    static void idOrNone(String text, String field) throws RefusedException {
        require(text.isEmpty() || Codes.id(text), field, Codes.ID_FORM);
    }

    /** A choice of the contract, also the one that says nothing. */
    static <E extends Enum<E> & ProtocolMessageEnum> void named(E choice, String field) throws RefusedException {
        chosen(true, choice, field);
    }

    /** A choice of the contract that says something. */
    static <E extends Enum<E> & ProtocolMessageEnum> void chosen(boolean excused, E choice, String field)
            throws RefusedException {
        boolean known = !choice.name().equals(UNRECOGNIZED);
        require(
                known && (excused || choice.getNumber() != 0),
                field,
                "a name of " + choice.getDeclaringClass().getSimpleName());
    }

    static void count(long count, String field) throws RefusedException {
        require(count >= 0, field, "a whole number, not below 0");
    }

    /** A count of things that are among others. */
    static void among(long count, long all, String field, String allField) throws RefusedException {
        require(count >= 0 && count <= all, field, "0 to " + allField);
    }
}
