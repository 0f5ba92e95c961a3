/** Agents from YAML files, which may change while the server runs. */
@NullMarked
package runnel.agent.yaml;

import org.jspecify.annotations.NullMarked;
