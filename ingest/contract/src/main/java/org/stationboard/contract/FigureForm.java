package org.stationboard.contract;

import java.nio.charset.StandardCharsets;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;

/**
 * How the figures of one unit, indicator and grain are published: the bytes of key and value that {@link Keys} and
 * Protobuf give, with what all of them share made once. Immutable; safe to share.
 */
public final class FigureForm {
    /** Stands for a denominator, opened or closed that a figure does not have. */
    public static final long ABSENT = -1;

    private static final int FIGURE = tag(FigureValue.FIGURE_FIELD_NUMBER, 2);
    private static final int START = tag(Figure.START_FIELD_NUMBER, 0);
    private static final int NUMERATOR = tag(Figure.NUMERATOR_FIELD_NUMBER, 0);
    private static final int DENOMINATOR = tag(Figure.DENOMINATOR_FIELD_NUMBER, 0);
    private static final int OPENED = tag(Figure.OPENED_FIELD_NUMBER, 0);
    private static final int CLOSED = tag(Figure.CLOSED_FIELD_NUMBER, 0);
    private static final int LOW = 0x7F;
    private static final int MORE = 0x80;
    private static final int SHIFT = 7;

    private final Figure shared;
    private final byte[] sharedBytes;
    private final byte[] keyStart;

    /** The form of one series. */
    public FigureForm(String unitId, String indicator, Grain grain) {
        shared = Figure.newBuilder()
                .setUnitId(unitId)
                .setIndicator(indicator)
                .setGrain(grain)
                .build();
        sharedBytes = shared.toByteArray();
        String key = Keys.figure(unitId, indicator, grain, 0);
        keyStart = key.substring(0, key.length() - 1).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether its figures are of days or of minutes. */
    public Grain grain() {
        return shared.getGrain();
    }

    /** The figure itself; amounts as in {@link #value}. */
    public Figure figure(long start, long numerator, long denominator, long opened, long closed) {
        Figure.Builder figure = shared.toBuilder().setStart(start).setNumerator(numerator);
        if (denominator != ABSENT) {
            figure.setDenominator(denominator);
        }
        if (opened != ABSENT) {
            figure.setOpened(opened);
        }
        if (closed != ABSENT) {
            figure.setClosed(closed);
        }
        return figure.build();
    }

    /** The key's bytes of the figure that begins there. */
    public byte[] key(long start) {
        int digits = 1;
        for (long rest = start / 10; rest != 0; rest /= 10) {
            digits++;
        }
        byte[] key = new byte[keyStart.length + digits + (start < 0 ? 1 : 0)];
        System.arraycopy(keyStart, 0, key, 0, keyStart.length);
        if (start < 0) {
            key[keyStart.length] = '-';
        }
        long rest = start;
        for (int at = key.length - 1; digits > 0; digits--, at--) {
            key[at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        return key;
    }

    /**
     * The bytes of a {@link FigureValue} of the figure; a {@code LiveValue} has the same.
     *
     * @param start local day as days since 1970-01-01, or epoch minutes
     * @param numerator the amount, never negative
     * @param denominator as the contract says, or {@link #ABSENT}; so are the amounts that follow
     */
    public byte[] value(long start, long numerator, long denominator, long opened, long closed) {
        int size = sharedBytes.length
                + (start == 0 ? 0 : 1 + size(start))
                + (numerator == 0 ? 0 : 1 + size(numerator))
                + sizeOfOptional(denominator)
                + sizeOfOptional(opened)
                + sizeOfOptional(closed);
        byte[] value = new byte[1 + size(size) + size];
        int end = write(value, 0, FIGURE, size);
        System.arraycopy(sharedBytes, 0, value, end, sharedBytes.length);
        end += sharedBytes.length;
        end = start == 0 ? end : write(value, end, START, start);
        end = numerator == 0 ? end : write(value, end, NUMERATOR, numerator);
        end = denominator == ABSENT ? end : write(value, end, DENOMINATOR, denominator);
        end = opened == ABSENT ? end : write(value, end, OPENED, opened);
        if (closed != ABSENT) {
            write(value, end, CLOSED, closed);
        }
        return value;
    }

    private static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    private static int sizeOfOptional(long amount) {
        return amount == ABSENT ? 0 : 1 + size(amount);
    }

    private static int size(long number) {
        return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + SHIFT - 1) / SHIFT;
    }

    private static int write(byte[] value, int from, int tag, long number) {
        int at = from;
        value[at++] = (byte) tag;
        long rest = number;
        while ((rest & ~LOW) != 0) {
            value[at++] = (byte) (rest | MORE);
            rest >>>= SHIFT;
        }
        value[at++] = (byte) rest;
        return at;
    }
}
