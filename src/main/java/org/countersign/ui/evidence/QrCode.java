package org.countersign.ui.evidence;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.theme.Zoom;

/// A fingerprint as a QR code (ISO/IEC 18004): somebody reads it from this screen with a camera, by another way than
/// the certificate itself comes. Black on white in every theme, as cameras want it.
final class QrCode {
    /// Modules of white around it, which the standard asks for.
    private static final int QUIET = 4;
    private static final int PIXELS = 4;

    private QrCode() {}

    /// What a camera reads: the address, and the fingerprint in eight groups as it stands beside it.
    static String text(SignerFacts signer) {
        return String.join(" ", signer.addresses()) + " SHA-256 " + Formats.groups(signer.fingerprint());
    }

    /// @param side in pixels at normal size of text
    static StackPane of(SignerFacts signer, double side) {
        var view = new ImageView(image(text(signer)));
        view.setPreserveRatio(true);
        view.setFitWidth(Zoom.of(side));
        view.setSmooth(false);
        var frame = new StackPane(view);
        frame.setMinSize(Zoom.of(side), Zoom.of(side));
        frame.setMaxSize(Zoom.of(side), Zoom.of(side));
        frame.setAccessibleText(Strings.of("evidence.qr.said"));
        return frame;
    }

    private static WritableImage image(String text) {
        try {
            BitMatrix matrix = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8"));
            var image = new WritableImage(matrix.getWidth() * PIXELS, matrix.getHeight() * PIXELS);
            for (int y = 0; y < matrix.getHeight() * PIXELS; y++) {
                for (int x = 0; x < matrix.getWidth() * PIXELS; x++) {
                    image.getPixelWriter()
                            .setColor(x, y, matrix.get(x / PIXELS, y / PIXELS) ? Color.BLACK : Color.WHITE);
                }
            }
            return image;
        } catch (WriterException e) {
            throw new IllegalStateException("a fingerprint and addresses fit into a QR code", e);
        }
    }
}
