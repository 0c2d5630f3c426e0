import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of a cluster, in a process of its own so that it can be killed: FOLDER CLUSTER NODE HTTP-PORT PORT PORTS NODES. */
public class OpenSearchNode {
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("node.name", arguments[2]);
            settings.put("http.port", arguments[3]);
            settings.put("transport.port", arguments[4]);
            settings.put("network.host", "127.0.0.1");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            settings.put("cluster.routing.allocation.node_initial_primaries_recoveries", 20);
            settings.putList("discovery.seed_hosts", arguments[5].split(","));
            settings.putList("cluster.initial_cluster_manager_nodes", arguments[6].split(","));
        });
        runner.build(OpenSearchRunner.newConfigs().basePath(arguments[0]).clusterName(arguments[1]).numOfNode(1));
        System.out.println("started");
        System.out.flush();
        while (System.in.read() != -1) { }  // until whoever started it is gone
        runner.close();
        runner.clean();
        System.exit(0);
    }
}
