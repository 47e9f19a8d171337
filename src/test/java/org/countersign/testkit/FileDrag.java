package org.countersign.testkit;

import com.sun.glass.ui.Clipboard;
import com.sun.glass.ui.ClipboardAssistance;
import com.sun.glass.ui.View;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;

/// Files that are dragged over a window from elsewhere, as the system tells JavaFX of them: enter, over, drop, with
/// positions and a clipboard. What JavaFX makes of it (which node is under the pointer, `Dragboard`, `DragEvent`,
/// whether the drop is taken) is its own. The headless platform has no other program to drag from, and its own drag
/// source is not implemented (`HeadlessDnDClipboard.pushToSystem`), so that only this half can be had.
public final class FileDrag extends ClipboardAssistance {
    private final String[] files;

    /// What is dragged.
    public FileDrag(List<Path> files) {
        super(Clipboard.DND);
        this.files = files.stream().map(Path::toString).toArray(String[]::new);
    }

    @Override
    public Object getData(String mimeType) {
        return mimeType.equals(Clipboard.FILE_LIST_TYPE) ? files.clone() : null;
    }

    @Override
    public String[] getMimeTypes() {
        return new String[] {Clipboard.FILE_LIST_TYPE};
    }

    @Override
    public int getSupportedSourceActions() {
        return Clipboard.ACTION_COPY;
    }

    /// Comes over the middle of a node. On the JavaFX thread.
    ///
    /// @return whether letting go there would do something
    public boolean over(View view, Node to) {
        Point2D at = middle(to);
        int x = (int) at.getX();
        int y = (int) at.getY();
        view.getEventHandler().handleDragEnter(view, x, y, x, y, Clipboard.ACTION_COPY, this);
        return view.getEventHandler().handleDragOver(view, x, y, x, y, Clipboard.ACTION_COPY, this)
                != Clipboard.ACTION_NONE;
    }

    /// Lets go there.
    ///
    /// @return whether it was taken
    public boolean drop(View view, Node to) {
        Point2D at = middle(to);
        int x = (int) at.getX();
        int y = (int) at.getY();
        return view.getEventHandler().handleDragDrop(view, x, y, x, y, Clipboard.ACTION_COPY, this)
                != Clipboard.ACTION_NONE;
    }

    /// Goes away again.
    void leave(View view) {
        view.getEventHandler().handleDragLeave(view, this);
    }

    private static Point2D middle(Node node) {
        var bounds = node.localToScene(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }
}
