package org.stationboard.allinone;

import org.stationboard.contract.EngineSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a set of topics; {@code first} is the one that a log was begun with. */
final class EngineSetConverter implements ITypeConverter<EngineSet> {
    @Override
    public EngineSet convert(String name) {
        try {
            return name.equals("first") ? EngineSet.FIRST : new EngineSet(name);
        } catch (IllegalArgumentException refused) {
            throw new TypeConversionException(String.valueOf(refused.getMessage()));
        }
    }
}
