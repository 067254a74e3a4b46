package dev.kafkalab.sandbox.fetch;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.MavenSystemHome;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;

/** {@code <offline>} of the user's and the installation's settings. */
final class OfflineSwitch {
    private OfflineSwitch() {}

    static boolean isOn(Context context) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(context.mavenUserHome().settingsXml().toFile());
        MavenSystemHome installation = context.mavenSystemHome();
        if (installation != null) {
            request.setGlobalSettingsFile(installation.settingsXml().toFile());
        }
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings()
                    .isOffline();
        } catch (SettingsBuildingException e) {
            throw Unfetched.because("anything with Maven's settings", e);
        }
    }
}
