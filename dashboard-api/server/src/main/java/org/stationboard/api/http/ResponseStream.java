package org.stationboard.api.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A response that a worker writes to as it makes it: no more than a queue's worth is ever held, for the worker waits until
 * the client has taken some. A client that takes nothing for a minute or is gone ends the work. For one worker's thread;
 * the response's own calls are made on its context.
 */
public final class ResponseStream extends OutputStream {
    private static final int CHUNK = 32 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final Context context;
    private Buffer gathered = Buffer.buffer(CHUNK);
    private boolean begun;

    /** Over a chunked response of that context. */
    public ResponseStream(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
    }

    /** Whether anything was sent: from then on nothing else can be answered. */
    public boolean begun() {
        return begun;
    }

    @Override
    public void write(int single) throws IOException {
        gathered.appendByte((byte) single);
        sendWhenFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        gathered.appendBytes(bytes, offset, length);
        sendWhenFull();
    }

    private void sendWhenFull() throws IOException {
        if (gathered.length() >= CHUNK) {
            send();
        }
    }

    private void send() throws IOException {
        if (gathered.length() == 0) {
            return;
        }
        Buffer chunk = gathered;
        gathered = Buffer.buffer(CHUNK);
        begun = true;
        CountDownLatch taken = new CountDownLatch(1);
        context.runOnContext(ignored -> {
            if (response.closed()) {
                taken.countDown();
                return;
            }
            response.write(chunk);
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> taken.countDown());
                response.exceptionHandler(gone -> taken.countDown());
            } else {
                taken.countDown();
            }
        });
        await(taken);
        if (response.closed()) {
            throw new IOException("client: gone (expected: to the end)");
        }
    }

    private static void await(CountDownLatch taken) throws IOException {
        try {
            if (!taken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("client: took nothing for " + PATIENCE_SECONDS + " s (expected: some)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("export: interrupted", e);
        }
    }

    /** Sends what is left; the response is the caller's to end. */
    @Override
    public void close() throws IOException {
        send();
    }
}
