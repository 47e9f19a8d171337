#!/bin/sh
# The list of people at any size; see People.java.
#
#   [ROUNDS=5] src/bench/people.sh make|find|ours|peer FOLDER [ROWS]       after: mvn -q package
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
classes=${CLASSES:-$root/target/dist/countersign/lib/*}
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --module-path="$root/target/javafx" --add-modules=javafx.controls,javafx.fxml \
    --enable-native-access=ALL-UNNAMED,javafx.graphics --add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED \
    -Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true "-Xmx${HEAP:-4g}" "-Drounds=${ROUNDS:-5}" \
    -cp "$classes" "$here/People.java" "$@"
