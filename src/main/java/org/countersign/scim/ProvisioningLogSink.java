package org.countersign.scim;

/// Takes what a provisioning log tells, as it comes.
public interface ProvisioningLogSink {
    /// One event.
    void event(ProvisioningEvent event);

    /// One that is not read: its type, action or result is not known, or it is about no account or group at an app.
    void unknown(String type);

    /// A document ended.
    ///
    /// @param more whether it says that another follows
    void page(boolean more);
}
