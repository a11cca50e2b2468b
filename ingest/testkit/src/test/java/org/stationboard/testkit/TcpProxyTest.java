package org.stationboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "echo");
        server.setDaemon(true);
        server.start();
        proxy = new TcpProxy("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void holdsBytesBackAndHandsThemOnLater() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.pause();
            assertThatThrownBy(() -> answer(client, 2)).isInstanceOf(SocketTimeoutException.class);
            proxy.mend();
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void swallowsBytesForGood() throws IOException {
        try (Socket client = connect()) {
            proxy.drop();
            assertThatThrownBy(() -> answer(client, 1)).isInstanceOf(SocketTimeoutException.class);
            proxy.mend();
            assertThat(answer(client, 2)).isEqualTo(2);
        }
    }

    @Test
    void cutsConnectionsAndTakesNewOnesOnceMended() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.cut();
            assertThat(ended(client)).isTrue();
        }
        proxy.mend();
        try (Socket client = connect()) {
            assertThat(answer(client, 3)).isEqualTo(3);
        }
    }

    private static boolean ended(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(500);
        return client;
    }

    private static int answer(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread pump = new Thread(() -> echo(client), "echo-one");
                pump.setDaemon(true);
                pump.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException ended) {
            assertThat(client.isClosed() || client.isConnected()).isTrue();
        }
    }
}
