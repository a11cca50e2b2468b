package org.stationboard.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables.Table;

/** Tables of other hosts, made of the in-memory ones by changing what they do with a call. */
final class OtherTables {
    private OtherTables() {}

    /**
     * Tables that promise no more than they must: no array is the one they were handed or gave before, and what comes in
     * no order comes in another one.
     */
    static EngineTables strict() {
        return around((tables, method, arguments) -> {
            Object[] own = arguments.clone();
            for (int i = 0; i < own.length; i++) {
                own[i] = own[i] instanceof byte[] bytes ? bytes.clone() : strict(own[i]);
            }
            Object given = method.invoke(tables, own);
            flush(own);
            return given instanceof byte[] bytes ? bytes.clone() : given;
        });
    }

    /** Tables that lose every so many writes of the ledger, as a host with a fault would. */
    static EngineTables forgetful(int each) {
        int[] writes = {0};
        return around((tables, method, arguments) -> {
            boolean write = method.getName().equals("put") && arguments[0] == Table.LEDGER;
            return write && ++writes[0] % each == 0 ? null : method.invoke(tables, arguments);
        });
    }

    private static Object strict(Object argument) {
        if (argument instanceof BiConsumer<?, ?> visitor) {
            return new Rows(visitor);
        }
        return argument instanceof Consumer<?> visitor ? new Values(visitor) : argument;
    }

    private static void flush(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Rows rows) {
                rows.flush();
            } else if (argument instanceof Values values) {
                values.flush();
            }
        }
    }

    private static EngineTables around(Call call) {
        EngineTables tables = new InMemoryTables();
        return (EngineTables) Proxy.newProxyInstance(
                OtherTables.class.getClassLoader(), new Class<?>[] {EngineTables.class}, (proxy, method, arguments) -> {
                    try {
                        return call.on(tables, method, arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }

    private interface Call {
        @Nullable
        Object on(EngineTables tables, Method method, Object[] arguments)
                throws IllegalAccessException, InvocationTargetException;
    }

    /** Keeps rows until the table has given all, then gives copies of them in the order they came. */
    private static final class Rows implements BiConsumer<byte[], byte[]> {
        private final BiConsumer<byte[], byte[]> visitor;
        private final List<byte[]> kept = new ArrayList<>();

        @SuppressWarnings("unchecked") // the only visitors of two that tables take
        Rows(BiConsumer<?, ?> visitor) {
            this.visitor = (BiConsumer<byte[], byte[]>) visitor;
        }

        @Override
        public void accept(byte[] key, byte[] value) {
            kept.add(key.clone());
            kept.add(value.clone());
        }

        void flush() {
            for (int i = 0; i < kept.size(); i += 2) {
                visitor.accept(kept.get(i), kept.get(i + 1));
            }
        }
    }

    /** Keeps values that come in no order, then gives copies of them from the last to the first. */
    private static final class Values implements Consumer<byte[]> {
        private final Consumer<byte[]> visitor;
        private final List<byte[]> kept = new ArrayList<>();

        @SuppressWarnings("unchecked") // the only visitors of one that tables take
        Values(Consumer<?> visitor) {
            this.visitor = (Consumer<byte[]>) visitor;
        }

        @Override
        public void accept(byte[] value) {
            kept.add(value.clone());
        }

        void flush() {
            Collections.reverse(kept);
            kept.forEach(visitor);
        }
    }
}
