/** Workflows from YAML files, which may change while the server runs. */
@NullMarked
package runnel.workflow.yaml;

import org.jspecify.annotations.NullMarked;
