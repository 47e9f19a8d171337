package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/// A line of a bundle's file.
///
/// @param node what it says; may lack what no check asks for
record RecordLine(JsonNode node, Written written) {}
