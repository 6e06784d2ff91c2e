/** The least a JVM can be started for. */
public class Bare {
    public static void main(String[] args) {
        System.out.println("hi");
    }
}
