package org.countersign.scim.pull;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The JDK's judgement of certificates, over its own authorities and those of the organisation; remembers whose
/// certificate it refused last. There is no way to trust everybody.
final class Trust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private volatile Optional<String> refusedIssuer = Optional.empty();

    private Trust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /// @param authorities of the organisation, beside those of the JDK
    static Trust of(List<X509Certificate> authorities) {
        try {
            X509ExtendedTrustManager judge = manager(null);
            if (!authorities.isEmpty()) {
                KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                int number = 0;
                for (X509Certificate known : judge.getAcceptedIssuers()) {
                    store.setCertificateEntry("known-" + number++, known);
                }
                for (X509Certificate own : authorities) {
                    store.setCertificateEntry("own-" + number++, own);
                }
                judge = manager(store);
            }
            return new Trust(judge);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK has a trust manager", e);
        }
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has TLS", e);
        }
    }

    /// Who issued the certificate that was refused.
    Optional<String> refusedIssuer() {
        return refusedIssuer;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void judged(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
            // The JDK lets a certificate that is itself among the authorities outlive its last day.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            refusedIssuer = Optional.of(chain[0].getIssuerX500Principal().getName());
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
